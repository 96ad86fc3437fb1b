import type { Words } from '#lib/core';
import type { ImportState } from '../table.ts';
import type { ColumnRole, MappedColumn, SameKey, ValueType } from './mapping.ts';

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

/** What a column is. */
export const roleWords: Record<ColumnRole, Words> = {
  person: { zh: '用户标识', en: 'the person' },
  device: { zh: '设备或匿名标识', en: 'the device' },
  time: { zh: '时间', en: 'the time' },
  event: { zh: '事件名', en: 'the name of the event' },
  key: { zh: '记录编号（去重）', en: 'the key of the row' },
  amount: { zh: '金额', en: 'the amount' },
  property: { zh: '事件属性', en: 'a property of the event' },
  trait: { zh: '用户属性', en: 'a property of the person' },
  both: { zh: '事件和用户属性', en: 'a property of both' },
  ignore: { zh: '不导入', en: 'left out' },
};

/** What rows of the same key are. */
export const sameKeyWords: Record<SameKey, Words> = {
  repeat: { zh: '同一条记录，只算一次', en: 'the same event' },
  lines: { zh: '一次事件的多行明细，合为一次', en: 'lines of one event' },
  items: { zh: '每行各算一次', en: 'separate events' },
};

/** What becomes of the values of lines that become one event. */
export const gatherWords: Record<NonNullable<MappedColumn['gather']>, Words> = {
  once: { zh: '取一次', en: 'taken once' },
  sum: { zh: '各行相加', en: 'summed up' },
  list: { zh: '列出各行', en: 'listed' },
};
