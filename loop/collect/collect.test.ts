import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#lib/core';
import { sql } from '#lib/sql';
import { Scopes } from '#loop/access';
import { Catalogue, catalogueOperations } from '#loop/catalogue';
import { idSpelling } from '#loop/condition';
import type { Collect } from './collect.ts';
import { collectOperations } from './operations/index.ts';
import type { Json } from './receive/properties.ts';
import { collectTables } from './tables.ts';
import { openTestCollect } from './testing.ts';

/** Rejects are kept for ninety days of the engine's own clock. */
const today = new Date().toISOString().slice(0, 10);
const clock = stoppedClock(`${today}T00:00:00.000Z`);
let product: Awaited<ReturnType<typeof openTestCollect>>;
let collect: Collect;

beforeAll(async () => {
  product = await openTestCollect(clock);
  collect = await product.open();
});
afterAll(async () => {
  await collect.close();
  await product.close();
});

const receive = (...messages: Json[]) => collect.receive({ project: product.project.id, messages });
const call = { signal: new AbortController().signal, address: '' };

async function people(ids: readonly string[]): Promise<string[]> {
  const { scope } = await new Scopes(product.warehouse, collectTables, clock).open(product.viewer);
  const rows = await product.warehouse.read<{ distinct_id: string; person: string }>(
    sql`SELECT distinct_id, toString(person) AS person FROM ${scope.events} WHERE distinct_id IN ${[...ids]} LIMIT 1 BY distinct_id`,
  );
  const byId = new Map(rows.map((row) => [row.distinct_id, row.person]));
  return ids.map((id) => byId.get(id) ?? '');
}

describe('collect', () => {
  it('stores an event with every digit and type it came with', async () => {
    await receive({
      type: 'track',
      messageId: 'full-1',
      userId: 'li',
      event: '下单',
      timestamp: '2026-02-01T00:00:00.123Z',
      properties: {
        total: 12.5,
        order: '9007199254740993',
        paid: true,
        note: 'a\u0000b"\\\n😀',
        born: '1900-01-01',
        __proto__x: 1,
      },
    });
    await collect.settle();
    const [row] = await product.warehouse.read(sql`SELECT * FROM events WHERE event = '下单'`);
    expect(row).toMatchObject({
      distinct_id: 'li',
      texts: { order: '9007199254740993', paid: 'true', note: 'a\u0000b"\\\n😀' },
      numbers: { total: 12.5, __proto__x: 1 },
      source: 'http',
    });
    const [exact] = await product.warehouse.read<{ t: string; b: string; p: string }>(
      sql`SELECT toString(time) AS t, toString(times['born']) AS b, toString(person = sipHash64(project, 'li')) AS p FROM events WHERE event = '下单'`,
    );
    expect(exact).toEqual({ t: '2026-02-01 00:00:00.123', b: '1900-01-01 00:00:00.000', p: '1' });
  });

  it('takes a message once, in a batch, in two requests, at the same time, and after a restart', async () => {
    const message = { type: 'track', messageId: 'same-1', userId: 'li', event: 'again' };
    const receipts = await Promise.all([receive(message, message), receive(message)]);
    expect(receipts.map(({ accepted }) => accepted)).toEqual([1, 0]);
    expect(receipts.map(({ duplicates }) => duplicates)).toEqual([1, 1]);
    await collect.close();
    collect = await product.open();
    expect((await receive(message)).duplicates).toBe(1);
    await collect.settle();
    const [row] = await product.warehouse.read<{ n: string }>(
      sql`SELECT toString(count()) AS n FROM events WHERE event = 'again'`,
    );
    expect(row?.n).toBe('1');
  });

  it('files anonymous and known ids under one person at once, and keeps users apart', async () => {
    const track = (ids: Record<string, string>) => ({ type: 'track', event: 'see', ...ids });
    await receive(
      track({ anonymousId: 'phone' }),
      track({ anonymousId: 'laptop' }),
      track({ userId: 'zhang' }),
    );
    await receive({
      type: 'identify',
      userId: 'zhang',
      anonymousId: 'phone',
      traits: { vip: true, age: 30 },
    });
    await receive(track({ userId: 'zhang', anonymousId: 'laptop' }));
    await receive(track({ userId: 'zhao', anonymousId: 'phone' }));
    await collect.settle();
    const [phone, laptop, zhang, zhao] = await people(['phone', 'laptop', 'zhang', 'zhao']);
    expect(phone).toBe(zhang);
    expect(laptop).toBe(zhang);
    expect(zhao).not.toBe(zhang);
    await receive({ type: 'alias', previousId: 'zhang', userId: 'zhao' });
    await collect.settle();
    expect(new Set(await people(['phone', 'laptop', 'zhang', 'zhao'])).size).toBe(1);
    const log = await product.warehouse.read<{ kind: string; from_id: string; into_id: string }>(
      sql`SELECT kind, from_id, into_id FROM merge_log WHERE from_id IN ['phone', 'laptop', 'zhang'] ORDER BY kind DESC, from_id`,
    );
    expect(log.map(({ kind, from_id, into_id }) => `${kind} ${from_id} ${into_id}`)).toEqual([
      'link laptop zhang',
      'link phone zhang',
      'alias zhang zhao',
    ]);
  });

  it('tells pairs of ids apart, whatever line breaks are in them', async () => {
    const see = { type: 'track', event: 'see' };
    await receive({ ...see, userId: 'x\ny', anonymousId: 'z' });
    await receive({ ...see, anonymousId: 'y\nz' });
    await receive({ ...see, userId: 'x', anonymousId: 'y\nz' });
    await collect.settle();
    const [anonymous, user] = await people(['y\nz', 'x']);
    expect(anonymous).toBe(user);
  });

  it('takes an id out of a person again, for good', async () => {
    await receive({ type: 'track', event: 'see', userId: 'sun', anonymousId: 'kiosk' });
    await receive({ type: 'track', event: 'see', anonymousId: 'kiosk' });
    await collect.settle();
    const split = collectOperations(collect)['identity/split'];
    await split.run(product.viewer, { id: 'kiosk' }, call);
    await receive({ type: 'track', event: 'see', userId: 'sun', anonymousId: 'kiosk' });
    await collect.settle();
    const [kiosk, sun] = await people(['kiosk', 'sun']);
    expect(kiosk).not.toBe(sun);
    await expect(split.run(product.viewer, { id: 'nobody' }, call)).rejects.toMatchObject({
      code: 'collect.unknown-person',
    });
  });

  it('undoes a merge of a user who brings devices, from either side, and later events follow', async () => {
    const see = { type: 'track', event: 'opened' };
    await receive({ ...see, anonymousId: 'phone-1' }, { ...see, anonymousId: 'phone-2' });
    await receive({ ...see, userId: 'u1', anonymousId: 'phone-1' });
    await receive({ type: 'identify', userId: 'u1', anonymousId: 'phone-2' }, { ...see, userId: 'u2' });
    const counts = async () => {
      await collect.settle();
      const { events } = await collect.options.scopes.scopeOf(product.viewer);
      const rows = await product.warehouse.read<{ ids: string[]; n: string }>(sql`
        SELECT arraySort(groupUniqArray(distinct_id)) AS ids, count() AS n FROM ${events} WHERE event = 'opened' GROUP BY person ORDER BY n DESC`);
      return rows.map(({ ids, n }) => `${ids.join(' ')}: ${n}`);
    };
    const split = collectOperations(collect)['identity/split'];
    const apart = ['phone-1 phone-2 u1: 3', 'u2: 1'];
    expect(await counts()).toEqual(apart);
    for (const id of ['u1', 'u2']) {
      await receive({ type: 'alias', previousId: 'u1', userId: 'u2' });
      expect(await counts()).toEqual(['phone-1 phone-2 u1 u2: 4']);
      await split.run(product.viewer, { id }, call);
      expect(await counts()).toEqual(apart);
    }
    await receive({ ...see, userId: 'u1', anonymousId: 'phone-3' }, { ...see, anonymousId: 'phone-3' });
    expect(await counts()).toEqual(['phone-1 phone-2 phone-3 u1: 5', 'u2: 1']);
  });

  it('takes two spellings of an id, of an event and of a property for one', async () => {
    const [composed, apart] = ['Jose\u0301', '\u200bJos\u00e9\u3000'];
    await receive(
      { type: 'track', userId: composed, event: 'cafe\u0301', properties: { 'the\u0301': 1 } },
      { type: 'track', userId: apart, event: 'caf\u00e9', properties: { 'th\u00e9': 2 } },
      { type: 'alias', previousId: 'old Jose\u0301', userId: apart },
      { type: 'track', userId: 'old Jos\u00e9', event: 'caf\u00e9' },
    );
    await collect.settle();
    const { events, eventProperty } = await collect.options.scopes.scopeOf(product.viewer);
    const there = sql`SELECT uniqExact(person) AS people, count() AS n, sum(${eventProperty('thé', 'number')}) AS sum
      FROM ${events} WHERE event = 'café'`;
    expect(await product.warehouse.read(there)).toEqual([{ people: '1', n: '3', sum: 3 }]);
    await collectOperations(collect)['identity/split'].run(
      product.viewer,
      { id: idSpelling(' old Jose\u0301') },
      call,
    );
    expect(await product.warehouse.read(there)).toMatchObject([{ people: '2' }]);
  });

  it('keeps rejects with their reason, and counts a flood of them', async () => {
    const bad = Array.from({ length: 1200 }, (_, i) => ({ type: 'track', userId: 'null', event: `e${i}` }));
    const receipt = await receive(...bad, { type: 'track', userId: 'li', event: 'good' });
    expect(receipt).toMatchObject({ accepted: 1 });
    expect(receipt.rejects).toHaveLength(1200);
    await collect.settle();
    const operations = collectOperations(collect);
    const { rejects, reasons } = await operations['reject/list'].run(
      product.viewer,
      { limit: 10, offset: 0 },
      call,
    );
    expect(reasons).toEqual([expect.objectContaining({ reason: 'banned-id', times: 1200 })]);
    expect(rejects).toHaveLength(10);
    const file = await operations['reject/download'].run(product.viewer, {}, call);
    const lines: string[] = [];
    for await (const chunk of file.body) lines.push(String(chunk));
    expect(lines).toHaveLength(1001);
    expect(JSON.parse(lines.find((line) => line.includes('e7\\"')) ?? '{}')).toMatchObject({
      source: 'http',
      reason: 'banned-id',
    });
    const { days } = await operations['source/status'].run(product.viewer, { days: 7 }, call);
    expect(days).toEqual([expect.objectContaining({ source: 'http', day: today, rejected: 1200 })]);
  });

  it('lists events, properties and values, under the names people gave them', async () => {
    const scopes = new Scopes(product.warehouse, collectTables, clock);
    const catalogue = new Catalogue(product.warehouse, product.database, scopes);
    const operations = catalogueOperations(catalogue);
    await receive(
      ...['wechat', 'wechat', 'douyin'].map((channel, i) => ({
        type: 'track',
        userId: `c${i}`,
        event: 'visit',
        properties: { channel, depth: i, at: '2026-01-01' },
      })),
    );
    await collect.settle();
    await operations['catalogue/rename'].run(
      product.viewer,
      { names: [{ kind: 'event', name: 'visit', zh: '访问', en: 'Visit' }] },
      call,
    );
    catalogue.forget();
    const { events } = await operations['event/list'].run(product.viewer, {}, call);
    expect(events.find(({ name }) => name === 'visit')).toMatchObject({
      count: 3,
      words: { zh: '访问', en: 'Visit' },
    });
    const { properties } = await operations['property/list'].run(
      product.viewer,
      { owner: 'event', event: 'visit' },
      call,
    );
    expect(properties.map(({ name, types }) => [name, ...types])).toEqual([
      ['at', 'text', 'time'],
      ['channel', 'text'],
      ['depth', 'number'],
    ]);
    const ofPeople = await operations['property/list'].run(product.viewer, { owner: 'person' }, call);
    expect(ofPeople.properties.map(({ name, types, count }) => [name, types[0], count])).toEqual([
      ['age', 'number', 1],
      ['vip', 'text', 1],
    ]);
    const asked = { owner: 'event', name: 'channel', event: 'visit', search: 'W' } as const;
    const { values } = await operations['property/values'].run(product.viewer, asked, call);
    expect(values).toEqual([{ value: 'wechat', count: 2 }]);
  });

  it('counts who and what carries each property as one counts by hand', async () => {
    const scopes = new Scopes(product.warehouse, collectTables, clock);
    const catalogue = new Catalogue(product.warehouse, product.database, scopes);
    const bought = (userId: string, properties: Json) => ({
      type: 'track',
      userId,
      event: 'bought',
      properties,
    });
    const told = (userId: string, traits: Json) => ({ type: 'identify', userId, traits });
    await receive(
      bought('f1', { price: 5, coupon: 'A' }),
      bought('f1', { price: 7 }),
      bought('f2', { price: 'free', coupon: null }),
      { type: 'track', userId: 'f2', event: 'rated', properties: { price: 1 } },
      told('f1', { tier: 'gold', visits: 3 }),
      told('f2', { tier: 'gold' }),
      told('f3', { tier: 'iron' }),
    );
    await collect.settle();
    await receive(told('f1', { tier: 'silver' }));
    await collect.settle();
    await product.warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, gone, version)
      SELECT project, name, person, text, 1, version + 1 FROM person_properties WHERE text = 'iron'`);
    const ofEvents = await catalogue.properties(product.viewer, 'event');
    const ofPeople = await catalogue.properties(product.viewer, 'person');
    const price = ofEvents.properties.find(({ name }) => name === 'price');
    expect(price).toMatchObject({ count: 4, events: ['bought', 'rated'], carried: [3, 1] });
    expect(ofEvents.properties.find(({ name }) => name === 'coupon')).toMatchObject({ carried: [1] });
    expect((await catalogue.properties(product.viewer, 'event', 'bought')).total).toBe(3);

    const { scope } = await scopes.open(product.viewer);
    const events = await product.warehouse.read<{ event: string; person: string; names: string[] }>(
      sql`SELECT event, toString(person) AS person,
        arrayConcat(mapKeys(texts), mapKeys(numbers), mapKeys(times)) AS names FROM ${scope.events}`,
    );
    const carriers = new Map<string, number>();
    for (const { event, names } of events)
      for (const name of new Set(names))
        carriers.set(`${name} ${event}`, (carriers.get(`${name} ${event}`) ?? 0) + 1);
    const listed = ofEvents.properties.flatMap(({ name, events: of, carried }) =>
      of.map((event, i) => [`${name} ${event}`, carried[i]] as const),
    );
    expect(new Map(listed)).toEqual(carriers);
    expect(ofEvents.total).toBe(events.length);

    const facts = await product.warehouse.read<{ person: string; name: string; gone: number }>(
      sql`SELECT toString(person) AS person, name, gone FROM ${scope.facts} ORDER BY version`,
    );
    const newest = new Map(facts.map((fact) => [`${fact.name} ${fact.person}`, fact]));
    const held: Record<string, number> = {};
    for (const { name, gone } of newest.values()) if (!gone) held[name] = (held[name] ?? 0) + 1;
    expect(Object.fromEntries(ofPeople.properties.map(({ name, count }) => [name, count]))).toEqual(held);
    expect(ofPeople.properties.find(({ name }) => name === 'tier')?.count).toBe(2);
    expect(ofPeople.total).toBe(new Set([...events, ...facts].map(({ person }) => person)).size);
  });

  it('shows what arrives to those who watch, rejects included', async () => {
    const seen: string[] = [];
    const unsubscribe = collect.live.subscribe(product.viewer, (items) =>
      seen.push(...items.map((item) => (item.outcome === 'accepted' ? (item.event ?? '-') : item.reason))),
    );
    await receive({ type: 'track', userId: 'li', event: 'watched' }, { type: 'track', userId: 'li' });
    await expect.poll(() => seen, { timeout: 1000 }).toEqual(['no-event', 'watched']);
    unsubscribe();
    expect(collect.live.recent(product.viewer)[1]).toMatchObject({
      outcome: 'accepted',
      event: 'watched',
    });
  });

  it('refuses with a clear fault, and keeps nothing, when the disk is nearly full', async () => {
    await collect.close();
    collect = await product.open({ reserveBytes: Number.MAX_SAFE_INTEGER });
    const message = { type: 'track', messageId: 'full-disk', userId: 'li', event: 'full disk' };
    await expect(receive(message)).rejects.toMatchObject({ code: 'collect.journal-full', status: 507 });
    await collect.close();
    collect = await product.open();
    expect((await receive(message)).accepted).toBe(1);
  });
});
