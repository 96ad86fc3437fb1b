import { fault } from '#lib/core';

export const unknownPerson = fault('know.unknown-person', 404, {
  en: 'nobody here has the number {given}; the person may belong to another project',
  zh: '没有编号为 {given} 的用户；该用户可能属于另一个项目',
});

export const manyForExcel = fault('know.many-for-excel', 413, {
  en: 'an Excel file takes up to {limit} people; narrow the list, or export it as CSV, which has no limit',
  zh: 'Excel 文件最多导出 {limit} 个用户；请缩小范围，或导出为 CSV（不限数量）',
});
