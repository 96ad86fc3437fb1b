import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { intervalOf } from '#loop/condition';
import type { Asked } from '../../analysis.ts';
import type { Group } from '../../breakdown.ts';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, personNumbers, scopeOfWorld } from '../../testing/load-worlds.ts';
import { naivePeriod } from '../../testing/naive-calendar.ts';
import { naiveGroups } from '../../testing/naive-groups.ts';
import { isMatch } from '../../testing/naive-match.ts';
import { NaiveReach } from '../../testing/naive-reach.ts';
import { type NaiveEvent, naiveTrend, naiveValue } from '../../testing/naive-trend.ts';
import { randomTrend } from '../../testing/random-trend.ts';
import { pick, randomWorld, type World } from '../../testing/world.ts';
import { evaluate, parseFormula } from './formula.ts';
import type { TrendQuestion } from './question.ts';
import { trend } from './trend.ts';

const ROUNDS = 210;
const random = seededRandom(Number(process.env.LINGER_ASK_SEED ?? 20261101));
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

let columns: Columns;
beforeAll(async () => {
  columns = await testColumns();
  await loadWorlds(columns, worlds);
});
afterAll(() => columns.close());

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
  return by.length === 0 ? [{ group: undefined, rows: events }] : naiveGroups(events, top, () => 1);
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
  const wholeDays = unit === 'week' || unit === 'month' ? scope.timeZone : undefined;
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

describe('random trends', () => {
  it('agree with counting event by event, and so do the people behind their points', async () => {
    let pointsSeen = 0;
    for (const [i, world] of worlds.entries()) {
      const question = questions[i]!;
      const asked = askedOf(world, question);
      const answer = await answerFrom(columns, trend, asked);
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
      const ids = await personNumbers(columns, world);
      const some = trend
        .points(answer)
        .filter(({ people }) => people > 0)
        .toSorted(() => random() - 0.5);
      for (const { point, people } of some.slice(0, 1)) {
        const { rows } = groups.find(({ group }) => JSON.stringify(group) === JSON.stringify(point.group))!;
        const own = point.period === undefined ? rows : within(rows, point.period, question);
        const names = new Set(
          own
            .filter(({ happening }) => isMatch(happening, question.series[point.series]!))
            .map(({ person }) => ids.get(person)),
        );
        const found = await columns.read<{ person: string }>(
          sql`SELECT toString(person) AS person FROM (${trend.people(asked, point)})`,
        );
        expect(found.map(({ person }) => person).toSorted(), `${label} ${JSON.stringify(point)}`).toEqual(
          [...names].toSorted(),
        );
        expect(found, `${label} ${JSON.stringify(point)}`).toHaveLength(people);
        pointsSeen += 1;
      }
    }
    expect(pointsSeen).toBeGreaterThan(40);
  }, 300_000);
});

/** Whether the wall clock of the zone has not yet reached what a label says. */
function isFuture(label: string, { now }: World, { scope, question }: Asked<TrendQuestion>): boolean {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: scope.timeZone,
    dateStyle: 'short',
    ...(question.unit === 'hour' && { timeStyle: 'short' }),
  });
  return label > clock.format(now);
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Number(inner.toFixed(6)) : inner)),
  );
}
