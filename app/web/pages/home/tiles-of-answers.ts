import { addDays, type Words } from '#lib/core';
import type { Measure } from '#lib/ui';
import type { analyses } from '#loop/ask';
import type { Draft } from '#loop/ask/view';
import type { Output } from '../../api/api.ts';
import type { Reach } from '../../api/reach.ts';
import type { Course } from './standout.ts';
import { text } from './text.ts';
import { DAYS, MONTH } from './week-questions.ts';

export type Answer<Kind extends keyof typeof analyses> = Parameters<(typeof analyses)[Kind]['table']>[0];
export type Trend = Answer<'trend'>;

/** A number of the home page: of which days, against those before, and what a click asks. */
export interface Tile {
  readonly key: 'daily' | 'weekly' | 'fresh' | 'money' | 'repeat' | 'next';
  readonly name: Words;
  readonly span: { readonly from: string; readonly to: string };
  readonly value: number | null;
  readonly before: number | null;
  readonly measure: Measure;
  readonly trend: readonly (number | null)[];
  readonly question: Draft;
}

/** The figures of a trend that is compared with the days before. */
export function trendFigures({ answer, before: earlier }: Output<'ask'>) {
  const now = answer as Trend;
  const then = earlier as Trend | undefined;
  const before = then?.complete ? then : undefined;
  const values = (of: Trend | undefined, series: number) =>
    of?.lines.find((line) => line.series === series)?.values ?? [];
  const course = (series: number): Course => ({ now: values(now, series), before: values(before, series) });
  const both = (series: number) => [...values(before, series), ...values(now, series)];
  return {
    course,
    average: (series: number) => ({
      value: averageOf(values(now, series)),
      before: averageOf(values(before, series)),
      trend: both(series),
    }),
    total: (series: number) => ({
      value: now.totals[series] ?? null,
      before: before?.totals[series] ?? null,
      trend: both(series),
    }),
  };
}

/** The figures of the periods that are over. */
export function wholePeriods({ lines, periods }: Trend): (number | null)[] {
  return (lines[0]?.values ?? []).filter((_, i) => !periods[i]?.open);
}

function averageOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const average = sum(known) / known.length;
  return average < 10 ? Math.round(average * 10) / 10 : Math.round(average);
}

export function freshTile({ answer }: Output<'ask'>, reach: Reach, span: Tile['span']): Tile {
  const born = cohortsOf(answer as Answer<'retention'>).map(({ size }) => size);
  return {
    key: 'fresh',
    name: text.fresh,
    span,
    value: sum(born.slice(-DAYS)),
    before: reach.from <= addDays(span.from, -DAYS) ? sum(born.slice(-2 * DAYS, -DAYS)) : null,
    measure: 'count',
    trend: born.slice(-2 * DAYS),
    question: { kind: 'retention', span: reach.last(MONTH, 'day'), unit: 'day', entry: 'ever' },
  };
}

/** Of those who came for the first time, who came on the next day: of the days whose next is over. */
export function nextDayTile({ answer }: Output<'ask'>, reach: Reach): Tile | undefined {
  const old = cohortsOf(answer as Answer<'retention'>).filter(({ cells }) => cells[1]?.mature);
  const last = old.slice(-DAYS);
  const [first, final] = [last[0], last.at(-1)];
  if (!first || !final) return undefined;
  const rate = (cohorts: typeof old) => {
    const people = sum(cohorts.map(({ size }) => size));
    return people === 0 ? null : sum(cohorts.map(({ cells }) => cells[1]?.people ?? 0)) / people;
  };
  return {
    key: 'next',
    name: text.nextDay,
    span: { from: first.label, to: final.label },
    value: rate(last),
    before: old.length < 2 * DAYS ? null : rate(old.slice(-2 * DAYS, -DAYS)),
    measure: 'rate',
    trend: old.map((cohort) => rate([cohort])),
    question: { kind: 'retention', span: reach.last(MONTH, 'day'), unit: 'day', entry: 'ever' },
  };
}

const cohortsOf = (answer: Answer<'retention'>) => answer.curves[0]?.cohorts ?? [];

export function convertedOf(answer: Answer<'funnel'> | undefined): number | null {
  return answer?.show === 'steps' ? (answer.groups[0]?.steps[1]?.rate ?? null) : null;
}

export function weeklyRates(answer: Answer<'funnel'>): (number | null)[] {
  if (answer.show !== 'trend') return [];
  const people = answer.groups[0]?.people ?? [];
  return answer.periods.flatMap(({ open, cut }, i) => {
    const [entered = 0, bought = 0] = people[i] ?? [];
    return open || cut ? [] : [entered === 0 ? null : bought / entered];
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
