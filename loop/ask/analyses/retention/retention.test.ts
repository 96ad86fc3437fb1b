import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, type Random, startOfDay, startOfWeek } from '#lib/core';
import { print } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { intervalOf, type Unit } from '#loop/condition';
import { dailyRandom } from '../../../../lib/core/testing.ts';
import type { Asked } from '../../analysis/analysis.ts';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, personNumbers, scopeOfWorld } from '../../testing/load-worlds.ts';
import { naivePeriod } from '../../testing/naive-calendar.ts';
import { alternatives } from '../../testing/naive-match.ts';
import { NaiveReach } from '../../testing/naive-reach.ts';
import { type NaiveEntrance, naiveRetention } from '../../testing/naive-retention.ts';
import { naiveLevels } from '../../testing/naive-values.ts';
import { peopleOfAll } from '../../testing/people-of-all.ts';
import { randomRetention } from '../../testing/random-retention.ts';
import { pick, randomWorld, type World } from '../../testing/world.ts';
import type { RetentionQuestion } from './question.ts';
import { retention } from './retention.ts';

const WORLDS = 20;
const QUESTIONS_EACH = 10;

let warehouse: Warehouse;
let worlds: World[];
const random: Random = dailyRandom('retention');

// Hundreds of questions; on a machine busy with other tests they take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

beforeAll(async () => {
  warehouse = await testColumns();
  worlds = Array.from({ length: WORLDS }, (_, i) =>
    randomWorld(random, { project: 100 + i, days: [3, 16, 16, 100][i % 4]!, files: true }),
  );
  await loadWorlds(warehouse, worlds);
});
afterAll(() => warehouse.close());

function ask(world: World, input: Record<string, unknown>): Asked<RetentionQuestion> {
  const question = retention.question.parse(input);
  const own = scopeOfWorld(world);
  const scope = {
    ...own,
    timeZone: question.timeZone ?? own.timeZone,
    weekStart: question.weekStart ?? own.weekStart,
  };
  return { question, scope, ...intervalOf(question.span, scope) };
}

async function answerTo(asked: Asked<RetentionQuestion>) {
  return answerFrom(warehouse, retention, asked);
}

/** The month with which the quarter of each month begins. */
const quarters = ['01', '01', '01', '04', '04', '04', '07', '07', '07', '10', '10', '10'];

/** Where the first cohort begins and how many there are, found without the code under test. */
function naiveCohorts({ question, scope, to }: Asked<RetentionQuestion>): {
  origin: number;
  cohorts: number;
} {
  const { from } = question.span as { from: string };
  const first = {
    hour: from,
    day: from,
    week: startOfWeek(from, scope.weekStart),
    month: `${from.slice(0, 7)}-01`,
    quarter: `${from.slice(0, 5)}${quarters[Number(from.slice(5, 7)) - 1]}-01`,
    year: `${from.slice(0, 4)}-01-01`,
  };
  const origin = startOfDay(first[question.unit], scope.timeZone).getTime();
  const last = Math.min(to.getTime() - 1, scope.now.getTime());
  const number = (time: number) => naivePeriod(time, question.unit, origin, scope);
  return { origin, cohorts: Math.max(0, number(last) - number(origin) + 1) };
}

function naive(world: World, asked: Asked<RetentionQuestion>): NaiveEntrance[] {
  const { origin, cohorts } = naiveCohorts(asked);
  return naiveRetention(world, asked.question, asked.scope, { origin, cohorts });
}

const key = (values: readonly (string | null)[]) => JSON.stringify(values);
const isBefore = (a: readonly (string | null)[], b: readonly (string | null)[]) => {
  const i = a.findIndex((value, n) => value !== b[n]);
  return i >= 0 && (a[i] ?? '\0') < (b[i] ?? '\0');
};

/** The groups that are shown, the biggest first, equal ones by name. */
function biggest(entrances: readonly NaiveEntrance[], { by, top }: RetentionQuestion): string[] {
  const levels = naiveLevels(by);
  if (levels) return levels.map((level) => JSON.stringify([level]));
  const groups = new Map<string, { size: number; values: NaiveEntrance['group'] }>();
  for (const { group } of entrances)
    groups.set(key(group), { size: (groups.get(key(group))?.size ?? 0) + 1, values: group });
  return [...groups]
    .sort(([, a], [, b]) => b.size - a.size || (isBefore(a.values, b.values) ? -1 : 1))
    .slice(0, top)
    .map(([group]) => group);
}

const inGroup = (entrances: readonly NaiveEntrance[], group: unknown, shown: readonly string[]) => {
  if (group === undefined) return entrances;
  if (group === 'other') return entrances.filter((one) => !shown.includes(key(one.group)));
  return entrances.filter((one) => key(one.group) === JSON.stringify(group));
};

describe('retention, against a naive walk through everybody’s events', () => {
  const rounds = Array.from({ length: WORLDS * QUESTIONS_EACH }, (_, i) => i);
  it('counts the same people in every cell of 200 random questions', async () => {
    let filled = 0;
    const questions = rounds.map((round) => {
      const world = worlds[round % WORLDS]!;
      const input = randomRetention(random, world);
      return { round, world, input, asked: ask(world, input) };
    });
    const answers = await Promise.all(questions.map(({ asked }) => answerTo(asked)));
    for (const { round, world, input, asked } of questions) {
      const expected = naive(world, asked);
      const answer = answers[round]!;
      const shown = biggest(expected, asked.question);
      const context = JSON.stringify({ round, now: world.now, zone: world.project, input });
      expect(answer.curves.length, context).toBe(
        asked.question.by.length === 0
          ? 1
          : 1 +
              Math.min(
                new Set(expected.map(({ group }) => key(group))).size,
                naiveLevels(asked.question.by)?.length ?? asked.question.top + 1,
              ),
      );
      for (const curve of answer.curves) {
        const own = inGroup(expected, curve.group, shown);
        expect(
          curve.cohorts.map(({ cohort }) => cohort),
          context,
        ).toEqual(naiveShown(world, asked));
        for (const { cohort, cells } of curve.cohorts) {
          const members = own.filter((one) => one.cohort === cohort);
          const people = cells.map(({ period }) =>
            period === 0
              ? members.length
              : members.filter(({ returned }) => returned.includes(period)).length,
          );
          expect({ cohort, group: curve.group, people: cells.map((cell) => cell.people) }, context).toEqual({
            cohort,
            group: curve.group,
            people,
          });
          expect(
            cells.map(({ value }) => value),
            context,
          ).toEqual(cells.map(({ period }) => naiveValue(asked, members, period)));
          filled += people.slice(1).filter((n) => n > 0).length;
        }
      }
    }
    expect(filled).toBeGreaterThan(500);
  });

  it('names the same people behind a point', async () => {
    const numbers = await personNumbers(warehouse, worlds);
    const drawn = worlds.flatMap((world, place) =>
      [1, 2].map(() => ({ world, place, asked: ask(world, randomRetention(random, world)) })),
    );
    const answers = await Promise.all(drawn.map(({ asked }) => answerTo(asked)));
    const chosen = drawn.flatMap((one, i) => {
      const points = retention
        .points(answers[i]!)
        .filter(({ people, point }) => people > 0 && point.cohort !== undefined);
      return points.length === 0 ? [] : [{ ...one, point: pick(random, points).point }];
    });
    const found = await peopleOfAll(
      warehouse,
      chosen.map(({ asked, point }) => retention.people(asked, point)),
    );
    for (const [i, { world, place, asked, point }] of chosen.entries()) {
      const expected = naive(world, asked);
      const people = inGroup(expected, point.group, biggest(expected, asked.question))
        .filter(({ cohort }) => cohort === point.cohort)
        .filter(
          ({ returned }) => point.period === 0 || returned.includes(point.period) !== (point.gone ?? false),
        );
      expect(found[i]!.sort(), JSON.stringify([asked.question, point])).toEqual(
        people.map(({ person }) => numbers[place]!.get(person)!).sort(),
      );
    }
    expect(chosen.length).toBeGreaterThan(25);
  });

  it('pools the cohorts that are old enough, as far as the data reach', async () => {
    let young = 0;
    let silent = 0;
    for (const world of worlds) {
      const asked = ask(world, { ...randomRetention(random, world), by: [] });
      const expected = naive(world, asked);
      const [curve] = (await answerTo(asked)).curves;
      const isOld = naiveMature(world, asked);
      const shown = naiveShown(world, asked);
      for (const { period, people, base } of curve!.cells) {
        const over = expected.filter(({ cohort }) => shown.includes(cohort) && isOver(asked, cohort, period));
        const old = over.filter(({ cohort }) => isOld(cohort, period));
        const { span, unit, window, count, start, return: came } = asked.question;
        expect(
          [base, people],
          JSON.stringify({
            span,
            unit,
            window,
            count,
            start,
            came,
            period,
            now: world.now,
            zone: world.project,
          }),
        ).toEqual([
          old.length,
          old.filter(({ returned }) => period === 0 || returned.includes(period)).length,
        ]);
        young += expected.length - over.length;
        silent += over.length - old.length;
      }
    }
    expect(young).toBeGreaterThan(20);
    expect(silent).toBeGreaterThan(20);
  });
});

function naiveValue(
  { question }: Asked<RetentionQuestion>,
  members: readonly NaiveEntrance[],
  period: number,
) {
  if (!question.value) return undefined;
  const total = members.reduce((sum, { amounts }) => sum + amounts[period]!.total, 0);
  if (question.value.as === 'perReturning') {
    const back = members.filter(({ returned }) => period === 0 || returned.includes(period));
    const own = back.reduce((sum, { amounts }) => sum + amounts[period]!.total, 0);
    return back.length === 0 ? null : own / back.length;
  }
  const payments = members.reduce((sum, { amounts }) => sum + amounts[period]!.payments, 0);
  if (question.value.as === 'sum') return total;
  const among = question.value.as === 'average' ? payments : members.length;
  return among === 0 ? null : total / among;
}

/** The last period of each column. */
function lastOf({ question }: Asked<RetentionQuestion>, period: number): number {
  return period === 0
    ? 0
    : (question.brackets?.[period - 1]?.[1] ?? question.columns?.[period - 1] ?? period);
}

/** When a period, counted from the first cohort's, begins: stepped to by half hours. */
function beginOf(asked: Asked<RetentionQuestion>, period: number): number {
  const { question, scope } = asked;
  const { origin } = naiveCohorts(asked);
  const number = (time: number) =>
    naivePeriod(time, question.unit, origin, scope) - naivePeriod(origin, question.unit, origin, scope);
  const known = begins.get(asked) ?? [origin];
  begins.set(asked, known);
  while (known.length <= period) {
    let time = known.at(-1)! + (surelyHours[question.unit] ?? 0) * 3_600_000;
    while (number(time) < known.length) time += 1_800_000;
    known.push(time);
  }
  return known[period]!;
}
const begins = new WeakMap<object, number[]>();
/** No period is shorter: what need not be looked through. */
const surelyHours: Partial<Record<Unit, number>> = { month: 24 * 27, quarter: 24 * 89, year: 24 * 364 };

const hoursOf = { hour: 1, day: 24, week: 168, month: 720, quarter: 2160, year: 8760 };

/** From when to when a column may be for anybody of a cohort. */
function columnOf(
  asked: Asked<RetentionQuestion>,
  cohort: number,
  from: number,
  to: number,
): [number, number] {
  const { unit, window } = asked.question;
  if (window === 'calendar') return [beginOf(asked, cohort + from), beginOf(asked, cohort + to + 1)];
  const width = hoursOf[unit] * 3_600_000;
  return [beginOf(asked, cohort) + from * width, beginOf(asked, cohort + 1) + (to + 1) * width];
}

function isOver(asked: Asked<RetentionQuestion>, cohort: number, period: number): boolean {
  const to = lastOf(asked, period);
  return columnOf(asked, cohort, to, to)[1] <= asked.scope.now.getTime();
}

/** Whether it is known who entered a cohort, and who of it returned in a column. */
function naiveMature(world: World, asked: Asked<RetentionQuestion>) {
  const { unit, count, start, return: came, brackets, columns } = asked.question;
  const wholeDays = unit !== 'hour' && unit !== 'day' ? asked.scope.timeZone : undefined;
  const starts = new NaiveReach(world, alternatives(start), wholeDays);
  const returns = new NaiveReach(world, alternatives(came), wholeDays);
  return (cohort: number, period: number) => {
    if (!starts.knowsAll(beginOf(asked, cohort), beginOf(asked, cohort + 1))) return false;
    if (period === 0) return true;
    const from =
      count === 'streak' || count === 'onOrBefore'
        ? 1
        : (brackets?.[period - 1]?.[0] ?? columns?.[period - 1] ?? period);
    return returns.knowsAll(...columnOf(asked, cohort, from, lastOf(asked, period)));
  };
}

/** The cohorts that are shown: all, or those whose columns are all over and known. */
function naiveShown(world: World, asked: Asked<RetentionQuestion>): number[] {
  const { brackets, columns, wholeCohorts, periods } = asked.question;
  const all = Array.from({ length: naiveCohorts(asked).cohorts }, (_, cohort) => cohort);
  if (!wholeCohorts) return all;
  const isOld = naiveMature(world, asked);
  const places = Array.from({ length: (brackets ?? columns)?.length ?? periods - 1 }, (_, i) => i + 1);
  return all.filter((cohort) =>
    [0, ...places].every((place) => isOver(asked, cohort, place) && isOld(cohort, place)),
  );
}

describe('the people behind a point', () => {
  it('are as many as the point says, for all points', async () => {
    let points = 0;
    for (const world of worlds.slice(0, 6)) {
      const { from } = wholeOf(world);
      const span = { from, to: addDays(from, 4) };
      const asked = ask(world, { ...randomRetention(random, world), span, unit: 'day', periods: 3, top: 2 });
      const all = retention.points(await answerTo(asked));
      const found = await peopleOfAll(
        warehouse,
        all.map(({ point }) => retention.people(asked, point)),
      );
      expect(
        found.map(({ length }) => length),
        JSON.stringify(asked.question),
      ).toEqual(all.map(({ people }) => people));
      points += all.length;
    }
    expect(points).toBeGreaterThan(150);
  });

  it('are all people, not the sampled ones', async () => {
    const world = worlds[1]!;
    const input = {
      kind: 'retention',
      span: wholeOf(world),
      start: { event: 'a' },
      return: { event: '*' },
      entry: 'first',
    };
    const sampled = ask(world, { ...input, sample: 0.5 });
    const full = ask(world, input);
    const point = { period: 0 };
    expect(await warehouse.read(retention.people(sampled, point))).toHaveLength(
      (await warehouse.read(retention.people(full, point))).length,
    );
    expect(retention.points(await answerTo(sampled))).toEqual([]);
  });
});

function wholeOf(world: World) {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const times = world.events.map(({ time }) => time);
  return { from: day(Math.min(...times) - 86_400_000), to: day(Math.max(...times) + 86_400_000) };
}

describe('compiling', () => {
  it('gives the same statement twice, and binds what was asked', () => {
    const asked = ask(worlds[0]!, { ...randomRetention(random, worlds[0]!), start: { event: "it's; DROP" } });
    const [once, twice] = [print(retention.compile(asked).cells), print(retention.compile(asked).cells)];
    expect(once).toEqual(twice);
    expect(once.text).not.toContain('DROP');
  });

  it('refuses an answer with more figures than anybody can read', () => {
    const asked = ask(worlds[0]!, {
      kind: 'retention',
      span: { from: '2024-01-01', to: '2025-12-31' },
      unit: 'hour',
      periods: 400,
    });
    expect(
      () => retention.compile({ ...asked, scope: { ...asked.scope, now: new Date('2026-06-01') } }).cells,
    ).toThrow('more than 200000 figures');
  });
});
