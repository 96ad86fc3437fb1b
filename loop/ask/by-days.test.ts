import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Random } from '#lib/core';
import { sql } from '#lib/sql';
import { defineLookup, refreshLookup, type Warehouse } from '#lib/store';
import type { Viewer } from '#loop/access';
import { Bitmaps } from '#loop/bitmaps';
import { intervalOf, type Scope } from '#loop/condition';
import { dailyRandom } from '../../lib/core/testing.ts';
import type { Asked } from './analysis/analysis.ts';
import { type AnyAnalysis, type AnyQuestion, analysisOf } from './analysis/any-analysis.ts';
import { planOf } from './plan.ts';
import { testColumns } from './testing/engine.ts';
import { loadWorlds, scopeOfWorld } from './testing/load-worlds.ts';
import { randomRetention } from './testing/random-retention.ts';
import { randomTrend } from './testing/random-trend.ts';
import { pick, randomWorld, type World } from './testing/world.ts';

const WORLDS = 6;
const QUESTIONS = 5;
const lookup = { name: 'merges', key: 'person', value: 'canonical', table: 'merge_roots' };

let warehouse: Warehouse;
let worlds: World[];
let homes: string[];
const random: Random = dailyRandom('by-days');
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

beforeAll(async () => {
  warehouse = await testColumns();
  worlds = Array.from({ length: WORLDS }, (_, i) =>
    randomWorld(random, { project: 500 + i, days: [16, 40, 100][i % 3]!, people: 14, events: 300 }),
  );
  homes = worlds.map(({ project }) => project.timeZone);
  await loadWorlds(warehouse, worlds);
});
afterAll(() => warehouse.close());

const viewerOf = ({ project }: World): Viewer => ({ project, role: 'owner', name: 'test', language: 'en' });
const scopeOf = (world: World): Scope => scopeOfWorld({ ...world, merges: new Map([['any', 'one']]) });

/** A question that the index can answer more often than not. */
function question(world: World): Record<string, unknown> {
  const plain = random() < 0.8;
  if (random() < 0.4) {
    const asked = randomTrend(random, world);
    const events = [
      { event: 'a' },
      { event: 'b' },
      { event: '*' },
      { anyOf: [{ event: 'b' }, { event: 'c' }] },
    ];
    const series = events.slice(Math.floor(random() * 2), 2 + Math.floor(random() * 3)).map((choice) => ({
      ...choice,
      count: pick<unknown>(random, [
        'people',
        'people',
        'firstTime',
        { peopleInLast: 7 },
        { peopleInLast: 28 },
      ]),
    }));
    return plain
      ? { ...asked, series, by: [], where: undefined, formulas: [], cumulative: false, timeZone: undefined }
      : asked;
  }
  const asked = randomRetention(random, world);
  const pattern = () => ({ event: pick(random, ['a', 'b', 'c', '*', 'never']) });
  const same = {
    minReturns: 1,
    window: 'calendar',
    value: undefined,
    hold: undefined,
    where: undefined,
    by: [],
    timeZone: undefined,
  };
  const choice = () => (random() < 0.3 ? { anyOf: [pattern(), pattern()] } : pattern());
  return plain ? { ...asked, ...same, start: choice(), return: choice() } : asked;
}

function asking(world: World, input: Record<string, unknown>): [AnyAnalysis, Asked<AnyQuestion>] {
  const analysis = analysisOf[input.kind as AnyQuestion['kind']];
  const parsed = analysis.question.parse(JSON.parse(JSON.stringify(input)));
  const own = scopeOf(world);
  const scope = {
    ...own,
    timeZone: parsed.timeZone ?? own.timeZone,
    weekStart: parsed.weekStart ?? own.weekStart,
  };
  return [analysis, { question: parsed, scope, ...intervalOf(parsed.span, scope) }];
}

async function answer(
  analysis: AnyAnalysis,
  asked: Asked<AnyQuestion>,
  statements: Readonly<Record<string, ReturnType<typeof sql>>>,
) {
  const rows = await Promise.all(
    Object.entries(statements).map(async ([name, one]) => [name, await warehouse.read(one)] as const),
  );
  return JSON.parse(JSON.stringify(await analysis.answer(Object.fromEntries(rows) as never, asked)));
}

/** Asks random questions both ways; gives how many the index answered. */
async function compare(bitmaps: Bitmaps, after: string): Promise<number> {
  let indexed = 0;
  for (const world of worlds)
    for (let i = 0; i < QUESTIONS; i++) {
      const input = question(world);
      const [analysis, asked] = asking(world, input);
      const { statements, readFrom } = await planOf(analysis, asked, viewerOf(world), { bitmaps });
      if (!readFrom.index) continue;
      indexed++;
      const [fast, slow] = await Promise.all([
        answer(analysis, asked, statements),
        answer(analysis, asked, analysis.compile(asked)),
      ]);
      expect(fast, JSON.stringify([after, world.project, world.now, input])).toEqual(slow);
    }
  return indexed;
}

async function write(bitmaps: Bitmaps): Promise<void> {
  for (const world of worlds)
    await bitmaps.of(world.project).write(scopeOf(world), new AbortController().signal, () => undefined);
}

/** Who is who changes: some ids become others, some become themselves again. */
async function shuffle(): Promise<void> {
  const users = ['u0', 'u1', 'u2', 'u3', 'u4', 'u10', 'u11', 'u12', 'u13'];
  const rows = worlds.flatMap(({ project }) =>
    Array.from(
      { length: 3 },
      () => [project.id, pick(random, users.slice(5)), pick(random, users.slice(0, 5))] as const,
    ),
  );
  for (const [project, user, root] of rows) {
    const apart = random() < 0.4;
    const hash = (id: string) => sql`sipHash64(toUInt32(${sql.integer(project)}), ${id})`;
    // whoever was merged into somebody moves with him
    const led = sql`SELECT person FROM merge_roots FINAL WHERE canonical = ${hash(user)}`;
    await warehouse.run(sql`INSERT INTO merge_roots (person, canonical, version)
      SELECT arrayJoin(arrayDistinct(arrayConcat([${hash(user)}], ${apart ? sql`[]` : sql`(SELECT groupArray(person) FROM (${led}))`}))),
        ${hash(apart ? user : root)}, 1 + (SELECT max(version) FROM merge_roots)`);
  }
  await defineLookup(warehouse, lookup);
  await refreshLookup(warehouse, lookup);
}

/** Late events, some of people nobody knew. */
async function arrive(): Promise<void> {
  const more = worlds.map((world) => {
    const times = world.events.map(({ time }) => time);
    return {
      ...world,
      merges: new Map<string, string>(),
      traits: [],
      events: Array.from({ length: 4 }, () => ({
        user: pick(random, ['u1', 'u12', 'new1', 'new2']),
        event: pick(random, ['a', 'b', 'd']),
        time: pick(random, times) + Math.floor(random() * 7_200_000),
      })),
    };
  });
  await loadWorlds(warehouse, more);
  await refreshLookup(warehouse, lookup);
}

/** Time goes on, and nothing else happens: what lay in the future has happened. */
async function wait(): Promise<void> {
  worlds = worlds.map((world) => ({ ...world, now: new Date(world.now.getTime() + 26 * 3_600_000) }));
}

/** Projects move to another time zone, one where midnight comes twice, and the next time back. */
async function travel(): Promise<void> {
  worlds = worlds.map((world, i) => {
    const timeZone = world.project.timeZone === 'America/Havana' ? homes[i]! : 'America/Havana';
    return { ...world, project: { ...world.project, timeZone } };
  });
}

async function vanish(): Promise<void> {
  await warehouse.run(
    sql`ALTER TABLE events DELETE WHERE project >= 500 AND cityHash64(id, time) % 25 = ${sql.integer(Math.floor(random() * 25))} SETTINGS mutations_sync = 2`,
  );
}

describe('the index of people by day', () => {
  it('says what the events say, before it is written, after, and through whatever changes', async () => {
    let bitmaps = new Bitmaps(warehouse);
    await compare(bitmaps, 'nothing');
    await write(bitmaps);
    expect(await compare(bitmaps, 'written')).toBeGreaterThan((WORLDS * QUESTIONS) / 4);
    for (const change of [shuffle, arrive, wait, travel, vanish, shuffle, travel]) {
      await change();
      await compare(bitmaps, change.name);
      // half of the time as after a start
      if (random() < 0.5) bitmaps = new Bitmaps(warehouse);
      const isWritten = random() < 0.6;
      if (isWritten) await write(bitmaps);
      const indexed = await compare(bitmaps, `${change.name}, ${isWritten ? 'written' : 'not written'}`);
      if (isWritten) expect(indexed).toBeGreaterThan((WORLDS * QUESTIONS) / 4);
    }
  });
});
