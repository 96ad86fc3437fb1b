import { fault } from '#lib/core';

export const tooManyCells = fault('retention.too-many-cells', 400, {
  en: '{cohorts} cohorts × {columns} columns × {groups} groups is more than {most} cells; take a shorter span, a bigger unit or fewer periods',
  zh: '{cohorts} 批 × {columns} 列 × {groups} 组，超过 {most} 格；请缩短时间范围、换更大的粒度或减少期数',
});
