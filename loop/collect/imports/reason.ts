import type { Words } from '#lib/core';

/** Why a row of a file was not taken in, beside the reasons it shares with messages. */
export const fileReasons = {
  'row-no-person': { zh: '用户标识为空', en: 'the row names no person' },
  'row-placeholder': {
    zh: '用户标识不代表具体的人（如 0、null、游客、散客）',
    en: 'the id stands for nobody (0, null, guest, unknown …)',
  },
  'row-lost-digits': {
    zh: '标识或编号被表格软件改成了科学计数（如 1.23E+11），后面的数字已丢失',
    en: 'a spreadsheet turned the id or key into 1.23E+11; its last digits are lost',
  },
  'row-key-changed': {
    zh: '同一编号已有一条内容不同的记录；保留先到的那条',
    en: 'its key is there already with other values; what came first is kept',
  },
  'row-key-person': {
    zh: '同一编号的其他行属于另一个用户',
    en: 'other rows of its key are of another person',
  },
  'row-known': { zh: '已经导入过，不会重复写入', en: 'is there already and is not added again' },
  'row-bad-time': { zh: '时间无法识别', en: 'the time is not readable' },
  'row-bad-amount': { zh: '金额无法识别', en: 'the amount is not a number' },
  'row-no-event': { zh: '事件名为空', en: 'the name of the event is empty' },
  'row-many-fields': { zh: '列数多于表头', en: 'the row has more fields than the header' },
  'row-bad-quotes': { zh: '引号没有配对', en: 'a quote is not closed, or text follows it' },
  'row-bad-json': { zh: '不是 JSON 对象', en: 'the line is not a JSON object' },
  'row-deep-json': { zh: 'JSON 嵌套超过 200 层', en: 'the JSON is nested more than 200 levels deep' },
  'row-not-utf8': { zh: '含有无法识别的字符编码', en: 'the row holds bytes that are not UTF-8' },
  'row-too-long': { zh: '一行超过 32 KB', en: 'the row is longer than 32 KB' },
} as const satisfies Record<string, Words>;

export type FileReason = keyof typeof fileReasons;
