import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { Scopes } from '#loop/access';
import { Bitmaps } from '#loop/bitmaps';
import { openTwoShards, type TwoShards } from '../../lib/store/testing/shards.ts';
import { testTables } from '../access/testing.ts';
import type { Kind } from './analyses/index.ts';
import { analysisOf } from './analysis/any-analysis.ts';
import { ask } from './ask.ts';
import { Composer } from './compose/composer.ts';
import { AnswerCache } from './kept/answer-cache.ts';
import { parseQuestion, prepare } from './parse-question.ts';
import { type Company, openCompany } from './testing/company.ts';

const paying = {
  did: { event: 'Order Paid' },
  times: { op: 'atLeast', n: 2 },
  within: { last: 60, unit: 'day' },
};
const questions: Record<string, unknown>[] = [
  { kind: 'retention', span: { last: 6, unit: 'week' }, unit: 'week', periods: 5, entry: 'ever' },
  {
    kind: 'retention',
    span: { last: 14, unit: 'day' },
    periods: 5,
    by: [{ property: 'platform' }],
    top: 2,
    who: paying,
  },
  { kind: 'retention', span: { last: 20, unit: 'day' }, periods: 4, window: 'rolling' },
  {
    kind: 'funnel',
    steps: [{ event: 'Product Viewed' }, { event: 'Product Added' }, { event: 'Order Paid' }],
  },
  {
    kind: 'funnel',
    steps: [{ event: 'Product Viewed' }, { event: 'Order Paid' }],
    by: [{ property: 'channel', of: 'person' }],
    order: 'any',
    who: { not: paying },
  },
  { kind: 'trend', series: [{ event: '*', count: 'people' }], compare: 'previous' },
  {
    kind: 'trend',
    series: [{ event: 'Order Paid', count: 'people' }],
    by: [{ property: 'platform' }],
    unit: 'week',
  },
];
const shards = {
  events: 'person',
  known_people: 'person',
  person_properties: 'person',
  person_property_history: 'person',
  known_users: 'person',
  merge_log: 'project',
  rejects: 'project',
  segment_members: 'person',
  segment_editions: 'project',
  segment_changes: 'person',
  person_numbers: 'person',
  person_days: 'day',
  days_built: 'project',
};

let engine: TwoShards;
let company: Company;
let cluster: Warehouse;
beforeAll(async () => {
  engine = await openTwoShards();
  company = await openCompany(200, engine);
}, 90_000);
afterAll(async () => {
  await cluster?.close();
  await company.close();
});

const stripped = ({ answer, table, readFrom }: Awaited<ReturnType<typeof ask>>) => ({
  answer,
  table,
  readFrom,
});

/** Everything that is asked, once on one server and once on two shards. */
async function all(product: Pick<Company, 'scopes' | 'cache'> & { warehouse: Warehouse }, segment: string) {
  const { viewer } = company;
  const scope = await product.scopes.scopeOf(viewer);
  const answers = [];
  for (const question of [...questions, { ...questions[0], who: { inSegment: segment } }]) {
    const answered = await ask(question, viewer, { ...company, ...product });
    const analysis = analysisOf[question.kind as Kind];
    const prepared = prepare(parseQuestion(question), scope);
    const [point] = analysis.points(answered.answer).filter(({ people }) => people > 0);
    const behind = point && analysis.people(prepared, analysis.point.parse(point.point));
    const people =
      behind && (await product.warehouse.read(sql`SELECT person FROM (${behind}) ORDER BY person`));
    expect(people?.length).toBe(point?.people);
    answers.push({ question, ...stripped(answered), people });
  }
  const people = await product.warehouse.read(sql`SELECT * FROM ${scope.people} ORDER BY person`);
  const [joined] = await product.warehouse.read<{ person: string }>(
    sql`SELECT canonical AS person FROM merges GROUP BY person ORDER BY count() DESC, person LIMIT 1`,
  );
  const timeline = await product.warehouse.read(
    sql`SELECT id, time, event, person, raw_person FROM ${scope.events}
      WHERE raw_person IN (${scope.members([BigInt(joined?.person ?? 0)])}) ORDER BY time, id`,
  );
  expect(new Set(timeline.map((row) => (row as { raw_person: string }).raw_person)).size).toBeGreaterThan(1);
  const channels = await product.warehouse.read(
    sql`SELECT * FROM ${scope.personProperty('channel', 'label')} ORDER BY person`,
  );
  const then = scope.at(new Date('2026-10-01T00:00:00Z'));
  const before = await Promise.all(
    [
      sql`SELECT * FROM ${then.personProperty('channel', 'label')} ORDER BY person`,
      sql`SELECT * FROM ${then.people} ORDER BY person`,
      sql`SELECT person FROM (${scope.at(new Date(scope.now.getTime() + 1)).segment(segment)}) ORDER BY person`,
      sql`SELECT person FROM (${then.segment(segment)})`,
    ].map((statement) => product.warehouse.read(statement)),
  );
  expect(before.map((rows) => rows.length > 0)).toEqual([true, true, true, false]);
  return { answers, people, timeline, channels, before };
}

describe('two shards', () => {
  it('answer every question, with the people behind its points, as one server does', async () => {
    const [merged] = await company.warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM merge_roots`);
    expect(Number(merged?.n)).toBeGreaterThan(50);
    const payers = { kind: 'segment', name: 'payers', body: { who: paying } };
    const saved = await company.definitions.create(company.viewer, payers);
    const scope = await company.scopes.scopeOf(company.viewer);
    const { signal } = new AbortController();
    await company.bitmaps.of(company.viewer.project).write(scope, signal, () => undefined);
    const before = await all(company, saved.id);
    expect(before.answers.filter(({ readFrom }) => readFrom.index)).toHaveLength(3);
    expect(before.people.length).toBeGreaterThan(100);
    cluster = await engine.spread(shards);
    const halves = await cluster.read<{ shard: number; n: string }>(
      sql`SELECT shardNum() AS shard, count() AS n FROM events GROUP BY shard ORDER BY shard`,
    );
    expect(halves.map(({ shard }) => shard)).toEqual([1, 2]);
    const there = {
      warehouse: cluster,
      scopes: new Scopes(cluster, testTables, company.clock),
      cache: new AnswerCache(),
      bitmaps: new Bitmaps(cluster),
      composer: new Composer(),
    };
    expect(await all(there, saved.id)).toEqual(before);
  }, 120_000);
});
