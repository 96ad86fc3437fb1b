import { fault } from '#lib/core';

export const unknownPerson = fault('know.unknown-person', 404, {
  en: 'nobody here has the number {given}; the person may belong to another project',
  zh: '没有编号为 {given} 的用户；该用户可能属于另一个项目',
});
