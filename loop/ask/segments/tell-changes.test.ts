import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { ask } from '../ask.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { Segments } from './segments.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(120);
}, 60_000);
afterAll(() => company.close());

const project = () => company.viewer.project.id;
const send = async (...messages: object[]) => {
  await company.collect.receive({ project: project(), messages: messages as never });
  await company.collect.settle();
};
const identify = (userId: string, vip: boolean) => ({
  type: 'identify',
  userId,
  traits: { vip: String(vip) },
});
const vips = { who: { property: 'vip', op: 'is', values: ['true'] } };

/** Who is in a segment, by the number of each person. */
const membersOf = async (id: string) => {
  const scope = await company.scopes.scopeOf(company.viewer);
  const rows = await company.warehouse.read<{ person: string }>(
    sql`SELECT DISTINCT toString(person) AS person FROM (${scope.segment(id)})`,
  );
  return new Set(rows.map(({ person }) => person));
};
/** How many entered and left, as a trend question counts. */
const counted = async (segment: string) => {
  await company.collect.settle();
  const where = { property: '$segment', op: 'is', values: [segment] };
  const { answer } = await ask(
    {
      kind: 'trend',
      span: { from: '2026-11-01', to: '2026-12-31' },
      series: ['$segment_entered', '$segment_left'].map((event) => ({ event, where, count: 'events' })),
    },
    company.viewer,
    company,
  );
  return (answer as { totals: number[] }).totals;
};
const make = async (name: string) =>
  (await company.definitions.create(company.viewer, { kind: 'segment', name, body: vips })).id;

it('entered and left are the difference between editions, counted by a question, each once', async () => {
  const { segments, viewer, clock, scopes, warehouse } = company;
  await send(...Array.from({ length: 20 }, (_, n) => identify(`p${n}`, n < 8)));
  const id = await make('vips');
  expect(await counted(id)).toEqual([0, 0]);
  const expected = [0, 0];
  let before = await membersOf(id);
  expect(before.size).toBe(8);
  for (let day = 1; day <= 4; day++) {
    clock.set(`2026-11-2${day}T08:00:00Z`);
    await send(...Array.from({ length: 20 }, (_, n) => identify(`p${n}`, (n * day) % (day + 2) === 0)));
    clock.set(`2026-11-2${day}T12:00:00Z`);
    await segments.refresh(viewer, id);
    await segments.refresh(viewer, id);
    const now = await membersOf(id);
    expected[0]! += [...now].filter((person) => !before.has(person)).length;
    expected[1]! += [...before].filter((person) => !now.has(person)).length;
    before = now;
    expect(await counted(id)).toEqual(expected);
  }
  expect(expected[0]! + expected[1]!).toBeGreaterThan(10);
  // on the right person, from the product itself, and no sign of life
  const scope = await scopes.scopeOf(viewer);
  const [row] = await warehouse.read<{ people: string; named: string; seen: string }>(
    sql`SELECT toString(uniqExact(person)) AS people, toString(countIf(texts['$segment_name'] = 'vips' AND source = 'linger:segment')) AS named,
      (SELECT toString(count()) FROM ${scope.people} WHERE last > ${new Date('2026-11-24T08:00:00Z')}) AS seen
      FROM ${scope.events} WHERE event IN ('$segment_entered', '$segment_left') AND distinct_id LIKE 'p%' AND person IN (
        SELECT person FROM ${scope.people} WHERE distinct_id LIKE 'p%')`,
  );
  expect(Number(row?.named)).toBe(expected[0]! + expected[1]!);
  expect(Number(row?.people)).toBeGreaterThan(5);
  expect(row?.seen).toBe('0');
  const span = { from: '2026-11-21', to: '2026-12-31' };
  const any = await ask({ kind: 'trend', span, series: [{ event: '*', count: 'events' }] }, viewer, company);
  expect((any.answer as { totals: number[] }).totals).toEqual([0]);
}, 60_000);

it('a stop between members and events, or in the midst of them, loses none and doubles none', async () => {
  const { viewer, clock, definitions, warehouse, database, scopes, collect } = company;
  await send(...Array.from({ length: 20 }, (_, n) => identify(`q${n}`, false)));
  const id = await make('stopped');
  const [entered = 0] = await counted(id);
  clock.set('2026-11-26T08:00:00Z');
  await send(...Array.from({ length: 20 }, (_, n) => identify(`q${n}`, n < 10)));
  const stopping = (kept: number) =>
    new Segments({
      definitions,
      warehouse,
      database,
      scopes,
      clock,
      collect: {
        write: async (what, project, events) => {
          await collect.write(what, project, events.slice(0, kept));
          throw new Error('killed');
        },
      },
    });
  await expect(stopping(0).refresh(viewer, id)).rejects.toThrow('killed');
  expect(await counted(id)).toEqual([entered, 0]);
  clock.set('2026-11-27T08:00:00Z');
  await expect(stopping(4).refresh(viewer, id)).rejects.toThrow('killed');
  expect(await counted(id)).toEqual([entered + 4, 0]);
  clock.set('2026-11-28T08:00:00Z');
  await company.segments.refresh(viewer, id);
  expect(await counted(id)).toEqual([entered + 10, 0]);
}, 60_000);

it('an event of the product is known by its message id also when what was received last is forgotten', async () => {
  const { collect, clock } = company;
  const id = randomUUID();
  const event = {
    messageId: id,
    person: 'p1',
    event: '$segment_left',
    time: clock.now(),
    properties: { $segment: id },
  };
  expect(await collect.write('segment', project(), [event])).toEqual({ accepted: 1, rejects: [] });
  await collect.settle();
  expect(await collect.write('segment', project(), [event])).toEqual({ accepted: 0, rejects: [] });
  expect(collect.live.recent(company.viewer)[0]).toMatchObject({ event: '$segment_left', id: 'p1' });
});
