import type { Words } from '#lib/core';
import type { ValueType } from './mapping.ts';
import type { ImportState } from './table.ts';

/** How an import stands. */
export const importStates: Record<ImportState, Words> = {
  running: { zh: '进行中', en: 'running' },
  done: { zh: '已完成', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  removing: { zh: '撤销中', en: 'being undone' },
  removed: { zh: '已撤销', en: 'undone' },
};

/** What the values of a column are taken as. */
export const valueTypeWords: Record<ValueType, Words> = {
  text: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'number' },
  time: { zh: '时间', en: 'time' },
  boolean: { zh: '是/否', en: 'yes or no' },
};
