import type { Words } from '#lib/core';
import type { Doubt } from './doubts.ts';

export type { Doubt } from './doubts.ts';

/** What is in doubt about a file, as a sentence. */
export function doubtWords(doubt: Doubt): Words {
  return sentences[doubt.kind](doubt);
}

const named = (values: readonly string[], mark: string) =>
  values
    .slice(0, 3)
    .map((value) => value.slice(0, 40))
    .join(mark);
const share = ({ times, of }: Doubt) => `${((times / Math.max(1, of)) * 100).toFixed(1)}%`;

const sentences: Record<Doubt['kind'], (doubt: Doubt) => Words> = {
  'unread-time': ({ column, values, times, of }) => ({
    zh:
      of === 0
        ? `列「${column}」看名字是时间，但没有任何值`
        : `列「${column}」看名字是时间，但查看的 ${of} 行中有 ${times} 行读不出时间，如 ${named(values, '、')}`,
    en:
      of === 0
        ? `the column ${column} is called a time, but is empty`
        : `the column ${column} is called a time, but ${times} of ${of} rows that were looked at hold none, such as ${named(values, ', ')}`,
  }),
  'some-unread-times': ({ column, values, times, of }) => ({
    zh: `列「${column}」查看的 ${of} 行中有 ${times} 行读不出时间（如 ${named(values, '、')}），这些行不会导入`,
    en: `${times} of ${of} rows that were looked at hold no time in ${column} (such as ${named(values, ', ')}); such rows are left out`,
  }),
  'passed-time': ({ column, values: [passed = '', ...values] }) => ({
    zh: `列「${passed}」看名字是时间，但读不出来（如 ${named(values, '、')}）；时间取自「${column}」`,
    en: `the column ${passed} is called a time, but holds none (such as ${named(values, ', ')}); the time is taken from ${column}`,
  }),
  'no-time': ({ column, values }) => ({
    zh: `没有找到时间列，但同一个「${column}」出现在多行中（如 ${named(values, '、')}），像是一份事件记录`,
    en: `no column holds a time, yet the same ${column} stands in several rows (such as ${named(values, ', ')}), as in a file of events`,
  }),
  'lost-digits': ({ column, values, times, of }) => ({
    zh: `列「${column}」的标识被表格软件改成了科学计数（如 ${named(values, '、')}；查看的 ${of} 行中有 ${times} 行），后几位已丢失，不同的人会变成同一个。请从原系统重新导出，不要用表格软件另存`,
    en: `a spreadsheet turned ids in ${column} into numbers such as ${named(values, ', ')} (${times} of ${of} rows that were looked at); different people became one. Export the file anew and do not save it from a spreadsheet`,
  }),
  nobody: ({ column, values, times, of }) => ({
    zh: `列「${column}」中的 ${named(values, '、')} 不代表具体的人（查看的 ${of} 行中有 ${times} 行），这些行不会导入`,
    en: `${named(values, ', ')} in ${column} ${values.length === 1 ? 'stands' : 'stand'} for nobody (${times} of ${of} rows that were looked at); such rows are left out`,
  }),
  frequent: (doubt) => ({
    zh: `「${named(doubt.values, '、')}」占了 ${share(doubt)} 的行，比其他标识多得多，可能不是一个真实的人`,
    en: `${named(doubt.values, ', ')} stands in ${share(doubt)} of the rows, far more often than other ids; it may stand for nobody`,
  }),
  'date-order': ({ column, values: [example = '', read = ''] }) => ({
    zh: `列「${column}」的年、月、日顺序分不清：${example} 将读作 ${read}；如不对，请修改写法（--time-form）`,
    en: `which number of ${column} is the day cannot be told: ${example} will be read as ${read}; say another form if that is wrong (--time-form)`,
  }),
  'short-years': ({ column, values: [example = '', read = ''] }) => ({
    zh: `列「${column}」的年份只有两位：${example} 将读作 ${read}`,
    en: `years in ${column} have two digits: ${example} will be read as ${read}`,
  }),
  thousands: ({ column, values: [example = ''] }) => ({
    zh: `列「${column}」的小数点分不清：${example} 可能是 ${example.replaceAll('.', '')}，也可能是小数；将按小数读取。如果点是千位分隔符，请勾选「小数点是逗号」（--decimal-comma）`,
    en: `the points in ${column} are ambiguous: ${example} may be ${example.replaceAll('.', '')} or a fraction, and will be read as a fraction; if points part thousands, say that commas stand before decimals (--decimal-comma)`,
  }),
  'no-values': ({ column, values, times, of }) => ({
    zh: `列「${column}」查看的 ${of} 格中有 ${times} 格按没有值处理（${named(values, '、')}）`,
    en: `${times} of ${of} cells that were looked at in ${column} are taken as no value (${named(values, ', ')})`,
  }),
  encoding: ({ column, values }) => ({
    zh: `文件不是 UTF-8，按 ${column} 编码读取，例如：${named(values, '、')}；如有乱码，请换一种编码（--encoding）`,
    en: `the file is not UTF-8 and is read as ${column}, for example: ${named(values, ', ')}; if that looks wrong, say another encoding (--encoding)`,
  }),
};
