import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { intervalOf } from '#loop/condition';
import { dailyRandom } from '../../../../lib/core/testing.ts';
import type { Asked } from '../../analysis/analysis.ts';
import type { Group } from '../../analysis/breakdown.ts';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, personNumbers, scopeOfWorld } from '../../testing/load-worlds.ts';
import { naivePeriod } from '../../testing/naive-calendar.ts';
import { naiveGroups } from '../../testing/naive-groups.ts';
import { alternatives, isAnyMatch } from '../../testing/naive-match.ts';
import { NaiveReach } from '../../testing/naive-reach.ts';
import {
  type NaiveEvent,
  naiveFirsts,
  naiveHistory,
  naiveLastDays,
  naiveTrend,
  naiveValue,
} from '../../testing/naive-trend.ts';
import { naiveLevels } from '../../testing/naive-values.ts';
import { peopleOfAll } from '../../testing/people-of-all.ts';
import { randomTrend } from '../../testing/random-trend.ts';
import { pick, randomWorld, type World } from '../../testing/world.ts';
import { evaluate, parseFormula } from './formula.ts';
import type { TrendPoint } from './people.ts';
import type { TrendQuestion } from './question.ts';
import { trend } from './trend.ts';

const ROUNDS = 210;
const random = dailyRandom('trend');
const worlds = Array.from({ length: ROUNDS }, (_, i) =>
  randomWorld(random, {
    files: true,
    project: 6000 + i,
    days: pick(random, [2, 5, 20, 70]),
    people: 10,
    events: 120,
  }),
);
const questions = worlds.map((world) => trend.question.parse(randomTrend(random, world)));

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, worlds);
});
afterAll(() => warehouse.close());

function askedOf(world: World, question: TrendQuestion): Asked<TrendQuestion> {
  const own = scopeOfWorld(world);
  const scope = {
    ...own,
    timeZone: question.timeZone ?? own.timeZone,
    weekStart: question.weekStart ?? own.weekStart,
  };
  return { question, scope, ...intervalOf(question.span, scope) };
}

interface NaiveGroup {
  readonly group: Group | undefined;
  /** Of the span, and with those of the time before it. */
  readonly rows: readonly NaiveEvent[];
  readonly history: readonly NaiveEvent[];
}

function groupsOf(
  events: readonly NaiveEvent[],
  history: readonly NaiveEvent[],
  { by, top }: TrendQuestion,
  isReached: (event: NaiveEvent) => boolean,
): NaiveGroup[] {
  if (by.length === 0) return [{ group: undefined, rows: events, history }];
  const levels = naiveLevels(by);
  // of days before the span there may be groups that the span has not
  const reached = history.filter((event) => !events.includes(event) && isReached(event));
  const groups = naiveGroups(levels ? [...events, ...reached] : events, top, () => 1, levels);
  const shown = groups.filter(({ group }) => group !== 'other');
  const isShown = (event: NaiveEvent) =>
    shown.some(({ group }) => JSON.stringify(group) === JSON.stringify(event.values));
  const own = shown.map(({ group, rows }) => ({
    group,
    rows: rows.filter((event) => events.includes(event)),
    history: history.filter(({ values }) => JSON.stringify(values) === JSON.stringify(group)),
  }));
  const rest = {
    group: 'other' as const,
    rows: events.filter((event) => !isShown(event)),
    history: history.filter((event) => !isShown(event)),
  };
  return rest.rows.length > 0 || rest.history.some(isReached) ? [...own, rest] : own;
}

/** The events of a group that a series counts in a period, or for its total. */
type Counted = (
  group: Pick<NaiveGroup, 'rows' | 'history'>,
  series: number,
  period?: number,
) => readonly NaiveEvent[];

/** Which events each series counts where, in a world. */
function countedIn(world: World, asked: Asked<TrendQuestion>, all: readonly NaiveEvent[]): Counted {
  const { question, scope, from, to } = asked;
  const begins = beginsOf(asked);
  const now = world.now.getTime();
  const end = (period: number) => Math.min(begins[period + 1] ?? to.getTime(), to.getTime());
  const latest = question.series.map((one) => {
    const wholeDays = question.unit !== 'hour' && question.unit !== 'day' ? scope.timeZone : undefined;
    const reach = new NaiveReach(world, alternatives(one), wholeDays);
    const begun = begins.flatMap((begin, period) => (begin <= now ? [period] : []));
    const whole = begun.filter((period) => reach.isWhole(begins[period]!, end(period)));
    return whole.at(-1) ?? begun.at(-1) ?? 0;
  });
  return ({ rows, history }, series, period) => {
    const one = question.series[series]!;
    if (typeof one.count === 'object' && 'peopleInLast' in one.count) {
      const before = Math.min(end(period ?? latest[series]!), now + 1);
      return naiveLastDays(history, before, Number(one.count.peopleInLast), scope.timeZone);
    }
    const own = period === undefined ? rows : within(rows, period, question);
    if (one.count !== 'firstTime') return own;
    const firsts = new Set(naiveFirsts(all, one));
    return own.filter((event) => event.happening.time >= from.getTime() && firsts.has(event));
  };
}

/** When each period of the span begins, found by half hours. */
function beginsOf({ question, scope, from, to }: Asked<TrendQuestion>): number[] {
  const number = (time: number) =>
    naivePeriod(time, question.unit, from.getTime(), scope) -
    naivePeriod(from.getTime(), question.unit, from.getTime(), scope);
  const begins = [from.getTime()];
  for (let time = from.getTime(); time < to.getTime(); time += 1_800_000)
    if (number(time) >= begins.length) begins.push(time);
  return begins;
}

function naiveFigures(
  counted: Counted,
  group: Pick<NaiveGroup, 'rows' | 'history'>,
  { series }: TrendQuestion,
  period?: number,
): (number | null)[] {
  return series.map((one, i) => naiveValue(counted(group, i, period), one));
}

function withFormulas(own: (number | null)[], { formulas }: TrendQuestion): (number | null)[] {
  return [...own, ...formulas.map(({ expression }) => evaluate(parseFormula(expression)!, own))];
}

/** Whether there are data of a series in a period of the span, found by half hours and without the code under test. */
function toldIn(world: World, asked: Asked<TrendQuestion>) {
  const { question, scope, to } = asked;
  const { unit, series } = question;
  const wholeDays = unit !== 'hour' && unit !== 'day' ? scope.timeZone : undefined;
  const reaches = series.map((one) => new NaiveReach(world, alternatives(one), wholeDays));
  const begins = beginsOf(asked);
  return (one: number, period: number) =>
    reaches[one]!.knowsAny(begins[period]!, Math.min(begins[period + 1] ?? to.getTime(), to.getTime()));
}

function within(rows: readonly NaiveEvent[], period: number, { cumulative }: TrendQuestion) {
  return rows.filter((event) => event.period === period || (cumulative && event.period < period));
}

const isWindow = (count: TrendQuestion['series'][number]['count']) =>
  typeof count === 'object' && 'peopleInLast' in count;

/** A point of an answer whose people are asked for and compared. */
interface Chosen {
  readonly point: TrendPoint;
  readonly people: number;
  readonly asked: Asked<TrendQuestion>;
  readonly groups: readonly NaiveGroup[];
  readonly counted: Counted;
  readonly label: string;
  readonly place: number;
}

describe('random trends', () => {
  it('agree with counting event by event, and so do the people behind their points', async () => {
    const chosen: Chosen[] = [];
    for (const [i, world] of worlds.entries()) {
      const question = questions[i]!;
      const asked = askedOf(world, question);
      const answer = await answerFrom(warehouse, trend, asked);
      const events = naiveTrend(world, asked);
      const history = naiveHistory(world, asked).map(
        (event) => events.find(({ happening }) => happening === event.happening) ?? event,
      );
      const counted = countedIn(world, asked, history);
      const label = `world ${i} now ${world.now.toISOString()}: ${JSON.stringify(question)}`;
      const isReached = (event: NaiveEvent) =>
        question.series.some(
          (one, series) =>
            isWindow(one.count) &&
            isAnyMatch(event.happening, one) &&
            answer.periods.some(
              (_, period) => counted({ rows: [], history: [event] }, series, period).length > 0,
            ),
        );
      const groups = groupsOf(events, history, question, isReached);
      const isTold = toldIn(world, asked);
      const at = (group: Pick<NaiveGroup, 'rows' | 'history'>, period: number) =>
        withFormulas(
          naiveFigures(counted, group, question, period).map((figure, one) =>
            isTold(one, period) ? figure : null,
          ),
          question,
        );
      const hasWindows = question.series.some(({ count }) => isWindow(count));
      const wanted = answer.names.flatMap((_, series) =>
        groups.map((group) => ({
          series,
          group: group.group,
          // what is made of people of the last days stands for the whole span as it was last: see another test
          total:
            hasWindows && series >= question.series.length
              ? 'latest'
              : withFormulas(naiveFigures(counted, group, question), question)[series],
          values: answer.periods.map((period, number) =>
            isFuture(period.label, world, asked) ? null : at(group, number)[series],
          ),
        })),
      );
      const totals = withFormulas(naiveFigures(counted, { rows: events, history }, question), question);
      const isLatest = (series: number) => hasWindows && series >= question.series.length;
      const lines = answer.lines.map((line) => ({
        ...line,
        ...(isLatest(line.series) && { total: 'latest' }),
      }));
      expect(rounded(lines), label).toEqual(rounded(wanted));
      expect(rounded(answer.totals.filter((_, i) => !isLatest(i))), label).toEqual(
        rounded(totals.filter((_, i) => !isLatest(i))),
      );
      const [one] = trend
        .points(answer)
        .filter(({ people }) => people > 0)
        .toSorted(() => random() - 0.5);
      if (one) chosen.push({ ...one, asked, groups, counted, label, place: i });
    }
    const [ids, found] = await Promise.all([
      personNumbers(warehouse, worlds),
      peopleOfAll(
        warehouse,
        chosen.map(({ asked, point }) => trend.people(asked, point)),
      ),
    ]);
    for (const [i, { point, people, asked, groups, counted, label, place }] of chosen.entries()) {
      const group = groups.find((one) => JSON.stringify(one.group) === JSON.stringify(point.group))!;
      const own = counted(group, point.series, point.period);
      const names = new Set(
        own
          .filter(({ happening }) => isAnyMatch(happening, asked.question.series[point.series]!))
          .map(({ person }) => ids[place]!.get(person)),
      );
      expect(found[i]!.toSorted(), `${label} ${JSON.stringify(point)}`).toEqual([...names].toSorted());
      expect(found[i], `${label} ${JSON.stringify(point)}`).toHaveLength(people);
    }
    expect(chosen.length).toBeGreaterThan(40);
  }, 300_000);
});

/** Whether the wall clock of the zone has not yet reached what a label says. */
function isFuture(label: string, { now }: World, { scope, question }: Asked<TrendQuestion>): boolean {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: scope.timeZone,
    dateStyle: 'short',
    ...(question.unit === 'hour' && { timeStyle: 'short' }),
  });
  const quarter = (_: string, number: string) => String(3 * Number(number) - 2).padStart(2, '0');
  return label.replace(/Q(\d)/, quarter) > clock.format(now);
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Number(inner.toFixed(6)) : inner)),
  );
}
