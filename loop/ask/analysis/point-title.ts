import { dayIn, type Words } from '#lib/core';
import { type Group, groupName } from './breakdown.ts';
import { labelOfPeriod, type Periods } from './period.ts';

/** Who the people behind a point are. */
export interface PointTitle<P> {
  /** A phrase that "158 / 259 people" can follow: 11-10 做过「浏览商品」、次日回来的; “Product viewed” on 11-10, back on day 1. */
  readonly title: Words;
  /** Points whose people together are all that the point's people are a share of; absent where that is nobody else. */
  readonly of?: readonly P[];
}

/** When a period was, as part of a sentence; the year is left out where it is the present one. */
export function periodName(number: number, periods: Periods, now: Date): Words {
  const whole = labelOfPeriod(number, periods);
  const isPresent = whole.length > 7 && whole.startsWith(dayIn(now, periods.timeZone).slice(0, 5));
  const label = isPresent ? whole.slice(5) : whole;
  return periods.unit === 'week'
    ? { zh: `${label} 那一周`, en: `in the week of ${label}` }
    : { zh: label, en: `${whole.length > 10 ? 'at' : whole.length > 7 ? 'on' : 'in'} ${label}` };
}

/** A phrase with the group it is said of before it. */
export function ofGroup(group: Group | undefined, { zh, en }: Words): Words {
  if (group === undefined) return { zh, en };
  const name = groupName(group);
  const said = typeof name === 'string' ? { zh: name, en: name } : name;
  return { zh: `${said.zh} · ${zh}`, en: `${said.en} · ${en}` };
}
