import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namingOf, type Scope } from '#loop/condition';
import { type Company, openCompany } from '../ask/testing/company.ts';
import { peopleAs } from './export.ts';
import { countPeople, listPeople, PeopleQuery } from './people.ts';
import { profileOf, TimelineQuery, timelineOf } from './person.ts';
import { PortraitQuery, portraitOf } from './portrait/portrait.ts';

let company: Company;
let scope: Scope;
const message = (n: number, body: object) => ({
  messageId: `know-${n}`,
  timestamp: `2026-11-0${n}T04:00:00Z`,
  ...body,
});

beforeAll(async () => {
  company = await openCompany(60);
  await company.collect.receive({
    project: company.viewer.project.id,
    messages: [
      message(1, {
        type: 'track',
        anonymousId: 'phone-1',
        event: 'Product Viewed',
        properties: { sku: 'T-1', price: 12.5 },
      }),
      message(2, {
        type: 'track',
        anonymousId: 'laptop-1',
        event: 'Product Viewed',
        properties: { sku: 'T-2' },
      }),
      message(3, {
        type: 'identify',
        anonymousId: 'phone-1',
        userId: 'zhao',
        traits: { name: '赵一', city: '上海', note: '=1+1' },
      }),
      message(4, { type: 'identify', anonymousId: 'laptop-1', userId: 'zhao', traits: { city: '杭州' } }),
      message(5, { type: 'track', userId: 'zhao', event: 'Order Paid', properties: { amount: 99 } }),
    ],
  });
  await company.collect.settle();
  scope = await company.scopes.scopeOf(company.viewer);
}, 60_000);
afterAll(() => company.close());

const list = (query: object) => listPeople(company.warehouse, scope, PeopleQuery.parse(query));

describe('people', () => {
  it('are one person over all their devices, with the newest of each property', async () => {
    const [zhao, ...others] = await list({ search: '赵一', columns: ['name', 'city'] });
    expect(others).toEqual([]);
    expect(zhao).toMatchObject({
      id: 'zhao',
      properties: { name: '赵一', city: '杭州' },
      first: '2026-11-01T04:00:00.000Z',
      last: '2026-11-05T04:00:00.000Z',
    });
    const profile = await profileOf(company.warehouse, scope, zhao!.person);
    expect(profile.events).toBe(3);
    expect(profile.identities.map(({ id }) => id).sort()).toEqual(['laptop-1', 'phone-1', 'zhao']);
    expect(profile.properties).toMatchObject({ name: '赵一', city: '杭州' });
    expect(profile.merges.map(({ from, into }) => `${from} → ${into}`)).toEqual([
      'phone-1 → zhao',
      'laptop-1 → zhao',
    ]);
  });

  it('are counted and listed alike, page by page', async () => {
    const total = await countPeople(company.warehouse, scope, {});
    const pages = await Promise.all([0, 40, 80].map((offset) => list({ limit: 40, offset })));
    const ids = pages.flat().map(({ person }) => person);
    expect(total).toBe(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are found by any id they ever came with', async () => {
    expect((await list({ search: 'laptop-1' })).map(({ id }) => id)).toEqual(['zhao']);
  });

  it('are found and counted as one who looks at everybody would find them', async () => {
    const everybody = await list({ limit: 500, sort: 'id' });
    const profiles = await Promise.all(
      everybody.map(({ person }) => profileOf(company.warehouse, scope, person)),
    );
    const textsOf = (profile: (typeof profiles)[number]) => [
      profile.id,
      ...profile.identities.map(({ id }) => id),
      ...Object.values(profile.properties),
    ];
    // 上海 was told of zhao once and holds no longer
    for (const search of [
      '1',
      'ZHAO',
      'Phone-',
      '赵',
      '上海',
      '杭州',
      '%',
      '_',
      '\\',
      "'",
      "') OR 1=1 --",
      '😀',
      '+1',
    ]) {
      const found = profiles
        .filter((profile) =>
          textsOf(profile).some((text) => text.toLowerCase().includes(search.toLowerCase())),
        )
        .map(({ person }) => person);
      const listed = await list({ search, limit: 500, sort: 'id' });
      expect([search, listed.map(({ person }) => person).sort()]).toEqual([search, found.sort()]);
      expect(await countPeople(company.warehouse, scope, { search })).toBe(found.length);
    }
  }, 60_000);

  it('tell what each of them bought, as adding up their timelines tells it', async () => {
    const purchase = { event: 'Order Paid', amount: 'revenue', currency: 'currency' };
    const people = await list({ limit: 500, purchase });
    const some = [...people.filter(({ bought }) => bought).slice(0, 12), ...people.slice(0, 3)];
    expect(some.length).toBeGreaterThan(10);
    for (const { person, bought } of some) {
      const query = TimelineQuery.parse({ person, where: [{ event: 'Order Paid' }], limit: 500 });
      const orders = await timelineOf(company.warehouse, scope, query);
      const spent = orders.reduce((sum, { numbers }) => sum + (numbers.revenue ?? 0), 0);
      expect(bought?.orders ?? 0).toBe(orders.length);
      expect(bought?.spent ?? 0).toBeCloseTo(spent, 6);
      expect(bought?.last).toBe(orders[0]?.time);
      expect(bought?.currency ?? null).toBe(orders[0]?.texts.currency ?? null);
    }
  });

  it('are found by the condition language', async () => {
    expect(
      await list({ who: { property: 'city', op: 'is', values: ['杭州'] }, search: 'zhao' }),
    ).toHaveLength(1);
    expect(await list({ who: { property: 'note', op: 'is', values: ['=1+1'] } })).toHaveLength(1);
  });

  it('leave as CSV that no spreadsheet runs', async () => {
    const query = PeopleQuery.omit({ limit: true, offset: true }).parse({
      search: '赵一',
      columns: ['name', 'note'],
    });
    const naming = namingOf({
      events: [],
      properties: [{ of: 'person', name: 'name', title: { zh: '姓名', en: 'Name' } }],
      segments: [],
    });
    const heads = { naming, language: 'zh' as const };
    let csv = '';
    const wanted = { warehouse: company.warehouse, scope, query, heads };
    for await (const part of (await peopleAs('csv', wanted)).body) csv += part;
    expect(csv.split('\r\n')[0]).toBe('\uFEFF用户 ID,首次出现,最近出现,姓名,note');
    expect(csv.split('\r\n')[1]).toMatch(/赵一,'=1\+1$/);
  });

  it('leave as Excel with long ids whole and leading zeros kept', async () => {
    const ids = ['147248902101323777', '147248902101323778', '00147'];
    await company.collect.receive({
      project: company.viewer.project.id,
      messages: ids.map((userId, at) => ({
        messageId: `long-${at}`,
        type: 'identify',
        userId,
        traits: { card: `6222020000000000${at}`, visits: 7, zip: '0012' },
      })),
    });
    await company.collect.settle();
    const query = PeopleQuery.omit({ limit: true, offset: true }).parse({
      search: '147',
      columns: ['card', 'visits', 'zip'],
      sort: 'id',
      descending: false,
    });
    const naming = namingOf({ events: [], properties: [], segments: [] });
    const heads = { naming, language: 'en' as const };
    const wanted = { warehouse: company.warehouse, scope, query, heads };
    const parts: Uint8Array[] = [];
    for await (const part of (await peopleAs('xlsx', wanted)).body) parts.push(Buffer.from(part));
    const rows = (await readSheet(Buffer.concat(parts))).filter(([id]) => /^(00)?147/.test(String(id)));
    expect(rows.map(([id, , , ...others]) => [id, ...others])).toEqual([
      ['00147', '62220200000000002', 7, '0012'],
      ['147248902101323777', '62220200000000000', 7, '0012'],
      ['147248902101323778', '62220200000000001', 7, '0012'],
    ]);
  });
});

describe('a timeline', () => {
  it('goes back page by page over all devices, newest first', async () => {
    const [zhao] = await list({ search: '赵一' });
    const page = (query: object) =>
      timelineOf(company.warehouse, scope, TimelineQuery.parse({ person: zhao!.person, ...query }));
    const first = await page({ limit: 2 });
    expect(first.map(({ event }) => event)).toEqual(['Order Paid', 'Product Viewed']);
    const { time, id } = first[1]!;
    const second = await page({ limit: 2, before: { time, id } });
    expect(second).toMatchObject([
      { event: 'Product Viewed', distinctId: 'phone-1', texts: { sku: 'T-1' }, numbers: { price: 12.5 } },
    ]);
    expect(await page({ where: [{ event: 'Order Paid' }] })).toHaveLength(1);
  });

  it('adds up to what going through it by hand adds up to', async () => {
    const purchase = { event: 'Order Paid', amount: 'revenue' };
    const people = (await list({ limit: 500, purchase })).filter(({ bought }) => (bought?.orders ?? 0) > 0);
    expect(people.length).toBeGreaterThan(2);
    for (const { person, bought } of people.slice(0, 8)) {
      const query = PortraitQuery.parse({ person, purchase });
      const told = await portraitOf(company.warehouse, scope, query);
      const all = await timelineOf(
        company.warehouse,
        scope,
        TimelineQuery.parse({ person, limit: 500, where: [{ event: '*' }] }),
      );
      const dayOf = (time: string) => new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);
      const byDay = new Map<string, number>();
      for (const { time } of all) byDay.set(dayOf(time), (byDay.get(dayOf(time)) ?? 0) + 1);
      const seen = told.days.filter(({ day }) => day > dayOf(all.at(-1)!.time));
      expect(seen.map(({ day, events }) => [day, events])).toEqual(
        [...byDay].filter(([day]) => day > dayOf(all.at(-1)!.time) && day >= told.from).sort(),
      );
      expect(told.bought).toEqual(bought);
      expect(told.from < told.today).toBe(true);
      const lastOrder = dayOf(bought!.last);
      const apart = Math.round((Date.parse(told.today) - Date.parse(lastOrder)) / 86_400_000);
      if (told.rhythm.of === 'orders') expect(told.rhythm.silent).toBe(apart);
      expect(told.headline.zh).toMatch(/。$/);
    }
  });

  it('says when nobody has that number', async () => {
    await expect(profileOf(company.warehouse, scope, '12345')).rejects.toThrow(
      'nobody here has the number 12345',
    );
  });
});
