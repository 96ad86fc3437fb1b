import { dayIn, startOfDay, type Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Viewer } from '#loop/access';
import type { Bitmaps } from '#loop/bitmaps';
import type { Asked } from './analysis/analysis.ts';
import type { AnyAnalysis, AnyQuestion } from './analysis/any-analysis.ts';
import { type ByDays, isByDays, type NotByDays } from './analysis/by-days.ts';
import { whichPeople } from './analysis/narrow.ts';
import { beginsTwice } from './analysis/period.ts';

/** What a question is read from: the index of people by day, or the events, and then why. */
export interface ReadFrom {
  readonly index: boolean;
  readonly why?: Words;
}

export interface Plan {
  readonly statements: Readonly<Record<string, Sql>>;
  readonly readFrom: ReadFrom;
}

export interface PlanDeps {
  readonly bitmaps: Pick<Bitmaps, 'days'>;
}

/** How a question is asked of the engine: the one place that chooses between events and the index of people by day. */
export async function planOf(
  analysis: AnyAnalysis,
  asked: Asked<AnyQuestion>,
  viewer: Viewer,
  { bitmaps }: PlanDeps,
): Promise<Plan> {
  const byEvents = (why?: Words): Plan => ({
    statements: analysis.compile(asked),
    readFrom: { index: false, ...(why && { why }) },
  });
  if (!analysis.byDays) return byEvents();
  const plan = forDays(analysis, asked, viewer);
  if (!isByDays(plan)) return byEvents(plan);
  const { from, to } = plan;
  const events = plan.events.map(({ event }) => event);
  const people = whichPeople(asked, 'figures');
  const days = await bitmaps.days(viewer, asked.scope, { events, from, to, people });
  if (!('rows' in days)) return byEvents(days);
  return { statements: plan.compile(days), readFrom: { index: true } };
}

function forDays(analysis: AnyAnalysis, asked: Asked<AnyQuestion>, viewer: Viewer): ByDays | NotByDays {
  const { question, scope } = asked;
  const { timeZone } = viewer.project;
  if (question.unit === 'hour') return { zh: '按小时', en: 'it is by the hour' };
  if (scope.timeZone !== timeZone)
    return { zh: '问题用了另一个时区', en: 'the question has a time zone of its own' };
  if (question.by.length > 0) return { zh: '有分组', en: 'it is broken down' };
  const plan = analysis.byDays!(asked);
  if (!isByDays(plan)) return plan;
  if (question.where || plan.events.some(({ where }) => where))
    return { zh: '对事件有筛选', en: 'events are filtered' };
  const borders = [plan.from, plan.to].filter((one) => one !== undefined);
  const isBorder = (moment: Date) =>
    moment > scope.now ||
    (startOfDay(dayIn(moment, timeZone), timeZone).getTime() === moment.getTime() &&
      !beginsTwice(moment, timeZone));
  return borders.every(isBorder) ? plan : { zh: '时段不以整天为界', en: 'its span does not end with a day' };
}
