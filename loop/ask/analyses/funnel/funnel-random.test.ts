import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Warehouse } from '#lib/store';
import { intervalOf } from '#loop/condition';
import { dailyRandom } from '../../../../lib/core/testing.ts';
import type { Asked } from '../../analysis/analysis.ts';
import { answerFrom } from '../../testing/answer-from.ts';
import { testColumns } from '../../testing/engine.ts';
import { loadWorlds, personNumbers, scopeOfWorld } from '../../testing/load-worlds.ts';
import { type NaiveAttempt, naiveFunnel } from '../../testing/naive-funnel.ts';
import { naiveGroups } from '../../testing/naive-groups.ts';
import { naiveLevels } from '../../testing/naive-values.ts';
import { peopleOfAll } from '../../testing/people-of-all.ts';
import { randomFunnel } from '../../testing/random-funnel.ts';
import { crowdedWorld, pick, randomWorld, type World } from '../../testing/world.ts';
import type { FunnelAnswer } from './answer.ts';
import { funnel } from './funnel.ts';
import type { FunnelPoint } from './people.ts';
import { type FunnelQuestion, isPerValue, timed } from './question.ts';

const ROUNDS = 80;
const random = dailyRandom('funnel');
const spread = Array.from({ length: ROUNDS }, (_, i) =>
  randomWorld(random, { project: 5000 + i, days: pick(random, [2, 5, 20, 70]), people: 10, events: 120 }),
);
const crowded = Array.from({ length: ROUNDS }, (_, i) => crowdedWorld(random, 5500 + i));
const rounds = [
  ...spread.map((world) => ({ world, input: randomFunnel(random, world) })),
  ...crowded.map((world) => ({ world, input: randomFunnel(random, world, { alike: true }) })),
].map(({ world, input }) => ({ world, question: funnel.question.parse(input) }));

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await testColumns();
  await loadWorlds(warehouse, [...spread, ...crowded]);
});
afterAll(() => warehouse.close());

function askedOf(world: World, question: FunnelQuestion): Asked<FunnelQuestion> {
  const own = scopeOfWorld(world);
  const scope = {
    ...own,
    timeZone: question.timeZone ?? own.timeZone,
    weekStart: question.weekStart ?? own.weekStart,
  };
  return { question, scope, ...intervalOf(question.span, scope) };
}

function groupsOf(attempts: readonly NaiveAttempt[], { by, top }: FunnelQuestion) {
  const groups = by.length === 0 ? [] : naiveGroups(attempts, top, () => 1, naiveLevels(by));
  return [{ group: undefined, rows: [...attempts] }, ...groups];
}

const counted = (rows: readonly NaiveAttempt[], { count }: FunnelQuestion) =>
  count === 'attempts' ? rows.length : new Set(rows.map(({ person }) => person)).size;

function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return below + (above - below) * (at - Math.floor(at));
}

/** What the naive attempts say, in the words of the answer. */
function expected(attempts: readonly NaiveAttempt[], asked: Asked<FunnelQuestion>, answer: FunnelAnswer) {
  const { question } = asked;
  const reached = (rows: readonly NaiveAttempt[]) =>
    question.steps.map((_, i) =>
      counted(
        rows.filter(({ times }) => times.length > i),
        question,
      ),
    );
  if (answer.show === 'steps')
    return groupsOf(attempts, question).map(({ group, rows }) => ({
      group,
      people: reached(rows),
      seconds: question.steps.map((_, i) =>
        i === 0
          ? null
          : quantile(
              rows
                .filter(({ times }) => times.length > i)
                .map(({ times }) => (times[i]! - times[i - 1]!) / 1000),
              0.5,
            ),
      ),
    }));
  if (answer.show === 'trend')
    return groupsOf(attempts, question).map(({ group, rows }) => ({
      group,
      people: answer.periods.map((_, period) => reached(rows.filter((row) => row.period === period))),
    }));
  const { from, to } = timed(question);
  const seconds = (rows: readonly NaiveAttempt[]) =>
    rows.filter(({ times }) => times.length > to).map(({ times }) => (times[to]! - times[from]!) / 1000);
  const all = seconds(attempts);
  const bins = question.time?.bins ?? Math.max(1, Math.min(60, Math.ceil(Math.cbrt(all.length))));
  const low = Math.floor(Math.min(...all));
  const width = Math.max(1, Math.ceil((Math.max(...all) - low) / bins));
  const groups = groupsOf(attempts, question).filter(({ group, rows }) => !group || seconds(rows).length > 0);
  return groups.map(({ group, rows }) => {
    const own = seconds(rows);
    const counts = Array.from({ length: all.length === 0 ? 0 : bins + 1 }, () => 0);
    for (const value of own) counts[Math.floor((value - low) / width)]! += 1;
    return { group, people: own.length, median: quantile(own, 0.5), p90: quantile(own, 0.9), counts };
  });
}

function said(answer: FunnelAnswer) {
  if (answer.show === 'steps')
    return answer.groups.map(({ group, steps }) => ({
      group,
      people: steps.map(({ people }) => people),
      seconds: steps.map(({ seconds }) => seconds),
    }));
  if (answer.show === 'trend') return answer.groups.map(({ group, people }) => ({ group, people }));
  return answer.groups.map(({ group, people, median, p90, counts }) => ({
    group,
    people,
    median,
    p90,
    counts,
  }));
}

/** Who is behind a point, from the naive attempts. */
function behind(
  attempts: readonly NaiveAttempt[],
  point: FunnelPoint,
  question: FunnelQuestion,
): Set<string> {
  const groups = groupsOf(attempts, question);
  const { rows } = groups.find(({ group }) => JSON.stringify(group) === JSON.stringify(point.group)) ?? {
    rows: [],
  };
  if (!('step' in point)) {
    const { from, to } = timed(question);
    const inside = ({ times }: NaiveAttempt) => {
      const seconds = (times[to]! - times[from]!) / 1000;
      return (
        times.length > to && (!point.seconds || (seconds >= point.seconds.from && seconds < point.seconds.to))
      );
    };
    return new Set(rows.filter(inside).map(({ person }) => person));
  }
  const own = rows.filter(({ period }) => point.period === undefined || period === point.period);
  const got = (step: number) =>
    new Set(own.filter(({ times }) => times.length > step).map(({ person }) => person));
  if (point.dropped && question.count === 'attempts')
    return new Set(own.filter(({ times }) => times.length === point.step).map(({ person }) => person));
  return point.dropped
    ? new Set([...got(point.step - 1)].filter((person) => !got(point.step).has(person)))
    : got(point.step);
}

/** A point of an answer whose people are asked for and compared. */
interface Chosen {
  readonly point: FunnelPoint;
  readonly people: number;
  readonly attempts: readonly NaiveAttempt[];
  readonly asked: Asked<FunnelQuestion>;
  readonly label: string;
  readonly place: number;
}

describe('random funnels', () => {
  it('agree with trying all orders of each person’s events, and so do the people behind their points', async () => {
    const seen = new Map<string, number>();
    const chosen: Chosen[] = [];
    for (const [i, { world, question }] of rounds.entries()) {
      const asked = askedOf(world, question);
      const answer = await answerFrom(warehouse, funnel, asked);
      const attempts = naiveFunnel(world, asked);
      const label = `world ${i}: ${JSON.stringify(question)}`;
      const wanted = expected(attempts, asked, answer);
      expect(byName(said(answer)), label).toEqual(byName(wanted));
      const points = funnel.points({ ...answer, count: 'people' });
      if (!(question.show === 'time' && isPerValue(question)))
        expect(points.length, label).toBeGreaterThan(0);
      const some = points.filter(({ people }) => people > 0).toSorted(() => random() - 0.5);
      const [one] = some;
      if (one) chosen.push({ ...one, attempts, asked, label, place: i });
      if (one)
        for (const part of [question.order, question.show, question.count])
          seen.set(part, (seen.get(part) ?? 0) + 1);
    }
    const [ids, found] = await Promise.all([
      personNumbers(
        warehouse,
        rounds.map(({ world }) => world),
      ),
      peopleOfAll(
        warehouse,
        chosen.map(({ asked, point }) => funnel.people(asked, point)),
      ),
    ]);
    for (const [i, { point, people, attempts, asked, label, place }] of chosen.entries()) {
      const names = [...behind(attempts, point, asked.question)].map((root) => ids[place]!.get(root));
      expect(found[i]!.toSorted(), `${label} ${JSON.stringify(point)}`).toEqual(names.toSorted());
      if (asked.question.count === 'people')
        expect(found[i], `${label} ${JSON.stringify(point)}`).toHaveLength(people);
    }
    for (const part of ['ordered', 'strict', 'any', 'steps', 'time', 'trend', 'attempts'])
      expect(seen.get(part) ?? 0, part).toBeGreaterThan(1);
  }, 900_000);
});

/** Groups by their names: levels are shown in an order of their own. */
function byName(groups: readonly { group?: unknown }[]): unknown {
  return rounded(groups.toSorted((a, b) => (JSON.stringify([a.group]) < JSON.stringify([b.group]) ? -1 : 1)));
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Number(inner.toFixed(6)) : inner)),
  );
}
