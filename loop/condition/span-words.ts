import type { Words } from '#lib/core';
import type { Unit } from './interval.ts';
import type { Span } from './span.ts';

/** A span: "最近 30 天", "2026-01-01 至 2026-01-31". */
export function spanWords(span: Span): Words {
  if ('from' in span && span.to === undefined) return { zh: `${span.from} 至今`, en: `since ${span.from}` };
  if ('from' in span) return { zh: `${span.from} 至 ${span.to}`, en: `${span.from} to ${span.to}` };
  const { last, unit } = span;
  if (last === 1) return running[unit];
  const zh = { hour: '小时', day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' }[unit];
  return { zh: `最近 ${last} ${zh}`, en: `the last ${last} ${unit}s` };
}

/** Spans are of the calendar: the last of a unit is the one that is running. */
const running: Record<Unit, Words> = {
  hour: { zh: '这个小时', en: 'this hour' },
  day: { zh: '今天', en: 'today' },
  week: { zh: '本周', en: 'this week' },
  month: { zh: '本月', en: 'this month' },
  quarter: { zh: '本季度', en: 'this quarter' },
  year: { zh: '今年', en: 'this year' },
};
