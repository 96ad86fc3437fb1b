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
import { isMatch } from '../../testing/naive-match.ts';
import { NaiveReach } from '../../testing/naive-reach.ts';
import { type NaiveEvent, naiveTrend, naiveValue } from '../../testing/naive-trend.ts';
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
  readonly rows: readonly NaiveEvent[];
}

function groupsOf(events: readonly NaiveEvent[], { by, top }: TrendQuestion): NaiveGroup[] {
  return by.length === 0
    ? [{ group: undefined, rows: events }]
    : naiveGroups(events, top, () => 1, naiveLevels(by));
}

/** The series, then the formulas, for some events. */
function figures(events: readonly NaiveEvent[], question: TrendQuestion): (number | null)[] {
  return withFormulas(naiveFigures(events, question), question);
}

function naiveFigures(events: readonly NaiveEvent[], { series }: TrendQuestion): (number | null)[] {
  return series.map((one) => naiveValue(events, one));
}

function withFormulas(own: (number | null)[], { formulas }: TrendQuestion): (number | null)[] {
  return [...own, ...formulas.map(({ expression }) => evaluate(parseFormula(expression)!, own))];
}

/** Whether there are data of a series in a period of the span, found by half hours and without the code under test. */
function toldIn(world: World, { question, scope, from, to }: Asked<TrendQuestion>) {
  const { unit, series } = question;
  const wholeDays = unit !== 'hour' && unit !== 'day' ? scope.timeZone : undefined;
  const reaches = series.map((one) => new NaiveReach(world, [one], wholeDays));
  const number = (time: number) =>
    naivePeriod(time, unit, from.getTime(), scope) - naivePeriod(from.getTime(), unit, from.getTime(), scope);
  const begins = [from.getTime()];
  for (let time = from.getTime(); time < to.getTime(); time += 1_800_000)
    if (number(time) >= begins.length) begins.push(time);
  return (one: number, period: number) =>
    reaches[one]!.knowsAny(begins[period]!, Math.min(begins[period + 1] ?? to.getTime(), to.getTime()));
}

function within(rows: readonly NaiveEvent[], period: number, { cumulative }: TrendQuestion) {
  return rows.filter((event) => event.period === period || (cumulative && event.period < period));
}

/** A point of an answer whose people are asked for and compared. */
interface Chosen {
  readonly point: TrendPoint;
  readonly people: number;
  readonly asked: Asked<TrendQuestion>;
  readonly groups: readonly NaiveGroup[];
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
      const label = `world ${i} now ${world.now.toISOString()}: ${JSON.stringify(question)}`;
      const groups = groupsOf(events, question);
      const isTold = toldIn(world, asked);
      const wanted = answer.names.flatMap((_, series) =>
        groups.map(({ group, rows }) => ({
          series,
          group,
          total: figures(rows, question)[series],
          values: answer.periods.map((period, number) =>
            isFuture(period.label, world, asked)
              ? null
              : withFormulas(
                  naiveFigures(within(rows, number, question), question).map((figure, i) =>
                    isTold(i, number) ? figure : null,
                  ),
                  question,
                )[series],
          ),
        })),
      );
      expect(rounded(answer.lines), label).toEqual(rounded(wanted));
      expect(rounded(answer.totals), label).toEqual(rounded(figures(events, question)));
      const [one] = trend
        .points(answer)
        .filter(({ people }) => people > 0)
        .toSorted(() => random() - 0.5);
      if (one) chosen.push({ ...one, asked, groups, label, place: i });
    }
    const [ids, found] = await Promise.all([
      personNumbers(warehouse, worlds),
      peopleOfAll(
        warehouse,
        chosen.map(({ asked, point }) => trend.people(asked, point)),
      ),
    ]);
    for (const [i, { point, people, asked, groups, label, place }] of chosen.entries()) {
      const { rows } = groups.find(({ group }) => JSON.stringify(group) === JSON.stringify(point.group))!;
      const own = point.period === undefined ? rows : within(rows, point.period, asked.question);
      const names = new Set(
        own
          .filter(({ happening }) => isMatch(happening, asked.question.series[point.series]!))
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
