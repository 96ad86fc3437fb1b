import { fault } from '#lib/core';

export const unknownSeries = fault('trend.unknown-series', 400, {
  en: 'there is no series {given}; the question has series 0 to {last}',
  zh: '没有第 {given} 条序列；问题里只有第 0 到 {last} 条',
});
