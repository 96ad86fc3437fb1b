import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sql, sql } from '#lib/sql';
import { accessMigrations } from '#loop/access';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { testScope } from '../../access/testing.ts';
import { collectMigrations } from './index.ts';

describe('the tables of events and people', () => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore([...accessMigrations, ...collectMigrations]);
    await store.warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts)
      SELECT 1, addMinutes(toDateTime64('2025-01-01 00:00:00', 3, 'UTC'), number), if(number % 3 = 0, 'buy', 'view'), number,
        concat('u', toString(number % 10)), map('city', if(number % 2 = 0, '北京', '上海')) FROM numbers(60000)`);
    await store.warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id)
      VALUES (1, '2025-03-01 00:00:00', 'view', 70000, 'u0'), (2, '2025-03-01 00:00:00', 'view', 70001, 'u0')`);
    await store.warehouse.run(sql`INSERT INTO known_people (project, person, first, last, distinct_id)
      VALUES (1, 7, '2025-02-01 00:00:00', '2025-02-01 00:00:00', 'silent')`);
  }, 60_000);
  afterAll(() => store.close());

  const project = { id: 1, name: 'test', timeZone: 'UTC', weekStart: 'monday' as const };
  const { people } = testScope(project, { merged: false }, new Date('2025-06-01'));
  const ask = <Row>(text: string) => store.warehouse.read<Row>(new Sql([text], []));
  const answers = async () => ({
    firsts:
      await ask(`SELECT event, toString(min(time)) AS first, toString(count()) AS people FROM first_times
      WHERE project = 1 GROUP BY event ORDER BY event`),
    people: await store.warehouse.read(sql`SELECT toString(count()) AS people, toString(min(first)) AS first,
      toString(max(last)) AS last FROM ${people}`),
    views: await ask(`SELECT texts['city'] AS city, toString(count()) AS n FROM events
      WHERE project = 1 AND event = 'view' AND time < '2025-02-01 00:00:00' GROUP BY city ORDER BY city`),
  });

  it('answers the same before a merge wrote the projections and after it', async () => {
    const before = await answers();
    expect(before.firsts).toEqual([
      { event: 'buy', first: '2025-01-01 00:00:00.000', people: '10' },
      { event: 'view', first: '2025-01-01 00:01:00.000', people: '10' },
    ]);
    expect(before.people).toEqual([
      { people: '11', first: '2025-01-01 00:00:00.000', last: '2025-03-01 00:00:00.000' },
    ]);
    await store.warehouse.run(sql`OPTIMIZE TABLE events FINAL`);
    expect(
      await ask(`SELECT name, toString(rows) AS rows FROM system.projection_parts
        WHERE database = currentDatabase() AND table = 'events' AND active ORDER BY name`),
    ).toEqual([
      { name: 'by_event', rows: '60002' },
      { name: 'first_times', rows: '21' },
      { name: 'people_by_id', rows: '11' },
      { name: 'sent_weeks', rows: '16' },
    ]);
    expect(await answers()).toEqual(before);
  });

  it('takes the order by event for what is asked of one event', async () => {
    const plan = await ask<{ explain: string }>(
      `EXPLAIN SELECT count() FROM (SELECT * FROM events WHERE project = 1) WHERE event = 'buy' AND time >= '2025-02-08 00:00:00'`,
    );
    expect(plan.map(({ explain }) => explain).join('\n')).toContain('by_event');
  });

  it('takes the projection of people for what scopes tell of people', async () => {
    const plan = await store.warehouse.read<{ explain: string }>(sql`EXPLAIN SELECT * FROM ${people}`);
    expect(plan.map(({ explain }) => explain).join('\n')).toContain('ReadFromMergeTree (people_by_id)');
  });

  it('forgets a person in all projections', async () => {
    await store.warehouse.run(
      sql`DELETE FROM events WHERE project = 1 AND person = sipHash64(1::UInt32, 'u1')`,
    );
    expect((await answers()).people).toMatchObject([{ people: '10' }]);
    expect((await answers()).firsts).toMatchObject([{ people: '9' }, { people: '9' }]);
  });

  it('has statements for a cluster that the engine can parse', async () => {
    const statements = collectMigrations.flatMap((step) => step.warehouse?.('main') ?? []);
    for (const statement of statements) {
      const [row] = await store.warehouse.read<{ formatted: string }>(
        sql`SELECT formatQuerySingleLine(${statement}) AS formatted`,
      );
      if (/^(CREATE|ALTER|DROP)/.test(statement)) expect(row?.formatted).toContain('ON CLUSTER main');
    }
    expect(statements.some((text) => text.includes('ReplicatedAggregatingMergeTree'))).toBe(true);
    expect(statements.filter((text) => text.includes("'{shard}-{replica}'"))).toEqual([
      expect.stringMatching(/^CREATE TABLE IF NOT EXISTS `merge_roots` ON CLUSTER/),
      expect.stringMatching(/^CREATE TABLE IF NOT EXISTS `identity_links` ON CLUSTER/),
    ]);
    const kept = await ask<{ name: string }>(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name NOT IN ('merge_roots', 'identity_links')",
    );
    const sharded = statements.flatMap(
      (text) => /^CREATE TABLE IF NOT EXISTS `(\w+)` .*\sENGINE = Distributed/s.exec(text)?.[1] ?? [],
    );
    expect(sharded.sort()).toEqual(kept.map(({ name }) => name).sort());
  });
});
