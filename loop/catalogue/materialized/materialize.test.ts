import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { Sql, sql } from '#lib/sql';
import { accessMigrations, type Project, Scopes, type Viewer } from '#loop/access';
import type { PropertyType } from '#loop/condition';
import { openTestStore } from '../../../lib/store/testing/stores.ts';
import { testScope, testTables } from '../../access/testing.ts';
import { collectMigrations } from '../../collect/migrations/index.ts';
import { chooseProperties } from './choose-properties.ts';
import { materialize, statements } from './materialize.ts';

const project: Project = { id: 1, name: 'test', timeZone: 'UTC', weekStart: 'monday' };
const viewer: Viewer = { project, role: 'owner', name: 'test', language: 'en' };

describe('properties with columns of their own', () => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    store = await openTestStore([...accessMigrations, ...collectMigrations]);
    await fill();
    await store.warehouse.run(sql`OPTIMIZE TABLE events FINAL`);
  }, 60_000);
  afterAll(() => store.close());

  /** 30,000 events: `city` mostly a text but a number or a time at times, `it's` an odd name, `order` never twice the same. */
  const fill = () =>
    store.warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers, times)
      SELECT 1, addMinutes(toDateTime64('2025-01-01 00:00:00', 3, 'UTC'), number), if(number % 3 = 0, 'buy', 'view'), number,
        concat('u', toString(number % 10)),
        mapFilter((k, v) -> v != '', map('city', multiIf(number % 50 < 40, '北京', number % 50 < 45, '', '上海'), 'order', toString(number),
          'it''s', 'odd', 'rare', if(number % 500 = 0, 'x', ''))),
        mapFilter((k, v) -> v >= 0, map('amount', if(number % 3 = 0, number % 7, -1), 'city', if(number % 50 = 40, 100000, -1))),
        if(number % 50 = 41, map('city', toDateTime64('2025-01-01 08:00:00', 3, 'UTC')), map())
      FROM numbers(30000)`);

  const columnsOf = async () => {
    const found = await store.warehouse.read<{ name: string }>(
      sql`SELECT name FROM system.columns
        WHERE database = currentDatabase() AND table = 'events' AND position(name, ':') > 0`,
    );
    return new Set(found.map(({ name }) => name));
  };
  const counted = async (materialized: ReadonlySet<string>, name: string, type: PropertyType) => {
    const scope = testScope(project, { materialized }, new Date('2025-06-01'));
    return store.warehouse.read(sql`SELECT event, toString(${scope.eventProperty(name, type)}) AS value, toString(count()) AS n
      FROM ${scope.events} GROUP BY event, value ORDER BY event, value`);
  };
  const answers = async (materialized: ReadonlySet<string>) => [
    await counted(materialized, 'city', 'text'),
    await counted(materialized, 'city', 'label'),
    await counted(materialized, 'city', 'number'),
    await counted(materialized, "it's", 'label'),
    await counted(materialized, 'amount', 'number'),
  ];

  it('takes texts with few values and numbers, each on one event in a hundred', async () => {
    const found = await chooseProperties(store.warehouse, 24);
    expect(found.map(({ type, name }) => `${type}:${name}`)).toEqual([
      "text:it's",
      'text:city',
      'number:amount',
      'number:city',
    ]);
  });

  it('gives the same answers before, half done and after', async () => {
    const plain = await answers(new Set());
    expect(plain[1]).toContainEqual({ event: 'buy', value: '100000', n: '200' });
    for (const statement of statements(await chooseProperties(store.warehouse, 24), undefined)) {
      await store.warehouse.run(new Sql([statement], []));
      expect(await answers(await columnsOf())).toEqual(plain);
    }
    await materialize(store.warehouse);
    expect(await answers(await columnsOf())).toEqual(plain);
    await fill();
    const doubled = await answers(await columnsOf());
    expect(doubled).toEqual(await answers(new Set()));
    expect(doubled[1]).toContainEqual({ event: 'buy', value: '100000', n: '400' });
  });

  it('lies in the order by event too, which questions about one event then read', async () => {
    const scope = testScope(project, { materialized: await columnsOf() }, new Date('2025-06-01'));
    const explained = await store.warehouse.read<{ explain: string }>(
      sql`EXPLAIN SELECT ${scope.eventProperty('city', 'label')} AS city, count() FROM ${scope.events}
        WHERE event = 'buy' AND time >= '2025-01-08 00:00:00' GROUP BY city`,
    );
    expect(explained.map(({ explain }) => explain).join('\n')).toContain('by_event');
  });

  it('takes up what was interrupted, and does nothing where all is done', async () => {
    await store.warehouse.run(sql`ALTER TABLE events DROP PROJECTION by_event_2`);
    const names = (await materialize(store.warehouse)).map(({ type, name }) => `${type}:${name}`);
    expect(names).toEqual(['number:amount', 'number:city', 'text:city', "text:it's"]);
    const parts = () =>
      store.warehouse.read(sql`SELECT parent_name, name FROM system.projection_parts
        WHERE database = currentDatabase() AND table = 'events' AND active AND name = 'by_event_2'`);
    expect((await parts()).length).toBeGreaterThan(0);
    const before = await parts();
    await materialize(store.warehouse);
    expect(await parts()).toEqual(before);
  });

  it('is read once it is written in all that is there, and the order by event of before goes only then', async () => {
    const seen = async () => {
      const [orders, scope] = await Promise.all([
        store.warehouse.read<{ name: string }>(sql`SELECT name FROM system.projections
          WHERE database = currentDatabase() AND table = 'events' AND startsWith(name, 'by_event') ORDER BY name`),
        new Scopes(store.warehouse, testTables, systemClock).scopeOf(viewer),
      ]);
      return { orders: orders.map(({ name }) => name), few: scope.fewValues('colour') };
    };
    await store.warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts)
      SELECT 1, addMinutes(toDateTime64('2025-01-20 00:00:00', 3, 'UTC'), number), 'buy', number, 'u1', map('colour', 'red') FROM numbers(20000)`);
    const laying = statements([{ type: 'text', name: 'colour' }], undefined)[0]!;
    await store.warehouse.run(new Sql([laying], []));
    expect(await seen()).toEqual({ orders: ['by_event_2'], few: false });
    await materialize(store.warehouse);
    expect(await seen()).toEqual({ orders: ['by_event_3'], few: true });
    expect(await answers(await columnsOf())).toEqual(await answers(new Set()));
  });

  it('has statements for a cluster that the engine can parse', async () => {
    for (const statement of statements([{ type: 'text', name: "it's" }], 'main')) {
      const [row] = await store.warehouse.read<{ formatted: string }>(
        sql`SELECT formatQuerySingleLine(${statement}) AS formatted`,
      );
      expect(row?.formatted).toContain('ON CLUSTER main');
    }
  });
});
