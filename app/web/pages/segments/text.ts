import type { Words } from '#lib/core';

export const text = {
  segments: { zh: '用户分群', en: 'Segments' },
  sentence: {
    zh: '分群是一个定义，不是一份名单：人会随数据自动进出。',
    en: 'A segment is a definition, not a list: people enter and leave with the data.',
  },
  create: { zh: '新建分群', en: 'New segment' },
  name: { zh: '名称', en: 'Name' },
  size: { zh: '人数', en: 'People' },
  definition: { zh: '定义', en: 'Definition' },
  by: { zh: '创建人', en: 'By' },
  refreshed: { zh: '更新时间', en: 'Refreshed' },
  none: { zh: '还没有分群', en: 'No segments yet' },
  noneHint: {
    zh: '用条件新建一个，或者在任意图表上点一个数字，把它背后的人存为分群。',
    en: 'Make one from conditions, or click any number of a chart and keep the people behind it.',
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
  askAbout: { zh: '看这些人的留存', en: 'Retention of these people' },
} satisfies Record<string, Words>;
