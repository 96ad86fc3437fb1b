import type { Words } from '#lib/core';
import { formatFull } from '#lib/ui';

export const text = {
  segments: { zh: '用户分群', en: 'Segments' },
  sentence: {
    zh: '按条件、按分析结果或按名单圈出的一群人；条件圈出的会随数据自动进出。',
    en: 'People by conditions, from an answer or from a list of ids; by conditions they enter and leave with the data.',
  },
  create: { zh: '新建分群', en: 'New segment' },
  name: { zh: '名称', en: 'Name' },
  size: { zh: '人数', en: 'People' },
  definition: { zh: '定义', en: 'Definition' },
  by: { zh: '创建人', en: 'By' },
  refreshed: { zh: '更新时间', en: 'Refreshed' },
  none: { zh: '还没有分群', en: 'No segments yet' },
  noneHint: {
    zh: '用条件新建一个，上传一份 ID 名单，或者在任意图表上点一个数字，把它背后的人存为分群。',
    en: 'Make one from conditions or a list of ids, or click any number of a chart and keep the people behind it.',
  },
  edit: { zh: '修改分群', en: 'Change the segment' },
  refresh: { zh: '立即更新', en: 'Refresh now' },
  trend: { zh: '人数变化', en: 'Size over time' },
  members: { zh: '分群里的人', en: 'People in the segment' },
  point: { zh: '来自一个分析结果', en: 'From a point of an answer' },
  openQuestion: { zh: '打开这个分析', en: 'Open the question' },
  estimate: { zh: '约', en: 'about' },
  people: { zh: '人', en: 'people' },
  save: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  back: { zh: '用户分群', en: 'Segments' },
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
  rename: { zh: '重命名', en: 'Rename' },
  entered: { zh: '近 30 天进入', en: 'Entered in 30 days' },
  left: { zh: '近 30 天离开', en: 'Left in 30 days' },
  trendLater: {
    zh: '人数每小时记录一次，有了第二次就会画出变化。',
    en: 'The size is kept every hour; its course is drawn from the second time on.',
  },
  overlap: { zh: '与其他分群的重叠', en: 'Overlap with another segment' },
  overlapWith: { zh: '选择分群', en: 'Choose a segment' },
  overlapHint: {
    zh: '选一个分群，看有多少人同时在两个里。',
    en: 'Choose a segment to see how many people are in both.',
  },
  inBoth: { zh: '同时在两个里', en: 'In both' },
  upload: { zh: '上传名单', en: 'Upload a list' },
  replaceList: { zh: '更换名单', en: 'Replace the list' },
  uploadHint: {
    zh: '每行一个 ID，最多 200 万个；写法与数据中一致，区分大小写。',
    en: 'One id a line, up to 2,000,000, spelt as in the data, capitals included.',
  },
  ids: { zh: 'ID 名单', en: 'Ids' },
  idsHint: {
    zh: '每行一个 ID，可直接从表格粘贴一列',
    en: 'One id a line; a column of a spreadsheet can be pasted',
  },
  chooseFile: { zh: '选择文件', en: 'Choose a file' },
  pasted: { zh: '粘贴的内容', en: 'What was pasted' },
  clear: { zh: '清除', en: 'Clear' },
  notText: {
    zh: '这不是文本文件；请在表格软件里另存为 CSV 或文本（每行一个 ID）再上传。',
    en: 'This is not a text file; save it as CSV or text in your spreadsheet, one id a line, and upload that.',
  },
  emptyFile: {
    zh: '这个文件是空的；请选一个每行一个 ID 的文件。',
    en: 'This file is empty; choose one with one id a line.',
  },
  askAbout: { zh: '看这些人的留存', en: 'Retention of these people' },
} satisfies Record<string, Words>;

/** What became of the ids of a list. */
export function listedWords(listed: {
  ids: number;
  repeated: number;
  found: number;
  unknown: number;
}): Words {
  const [ids, repeated, found, unknown] = [listed.ids, listed.repeated, listed.found, listed.unknown].map(
    formatFull,
  );
  return {
    zh: `名单里有 ${ids} 个 ID：找到 ${found} 个，不认识 ${unknown} 个${listed.repeated > 0 ? `，另有 ${repeated} 行重复` : ''}`,
    en: `A list of ${ids} ids: ${found} found, ${unknown} unknown${listed.repeated > 0 ? `, and ${repeated} repeated lines` : ''}`,
  };
}

/** People who came or left of late. */
export function movedTitle(inside: boolean, total: number | undefined, days: number): Words {
  return inside
    ? countOf({ zh: `近 ${days} 天进入`, en: `Entered in ${days} days` }, total)
    : countOf({ zh: `近 ${days} 天离开`, en: `Left in ${days} days` }, total);
}

/** How many of whom. */
export function countOf(who: string | Words, total: number | undefined): Words {
  const { zh, en } = typeof who === 'string' ? { zh: who, en: who } : who;
  if (total === undefined) return { zh, en };
  return { zh: `${zh} ${formatFull(total)} 人`, en: `${en}: ${formatFull(total)} people` };
}
