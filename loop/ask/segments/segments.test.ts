import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPeople, listPeople, PeopleQuery } from '#loop/know';
import { ask } from '../ask.ts';
import { peopleBehind } from '../people-behind.ts';
import { type Company, openCompany } from '../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(200);
}, 60_000);
afterAll(() => company.close());

const buyers = { who: { did: { event: 'Order Paid' } } };
const count = async (who: object) => {
  const { columns, scopes, viewer } = company;
  return countPeople(columns, await scopes.scopeFor(viewer), { who: who as never });
};
const order = (userId: string, n: number) => ({
  type: 'track',
  event: 'Order Paid',
  userId,
  messageId: `segment-${userId}-${n}`,
  timestamp: '2026-11-19T04:00:00Z',
});
const arrive = async (...messages: ReturnType<typeof order>[]) => {
  await company.collect.receive({ project: company.viewer.project.id, messages });
  await company.collect.settle();
};

describe('a segment', () => {
  it('holds whom its condition holds for, and can be looked into by other conditions', async () => {
    const { segments, viewer } = company;
    const segment = await segments.save(viewer, 'buyers', buyers);
    expect(segment.size).toBe(await count(buyers.who));
    expect(await count({ inSegment: segment.id })).toBe(segment.size);
    expect(await count({ not: { inSegment: segment.id } })).toBe(
      (await count({ all: [] })) - Number(segment.size),
    );
  });

  it('follows the data when it is refreshed, and remembers its sizes', async () => {
    const { segments, viewer, clock } = company;
    const { id, size } = await segments.save(viewer, 'buyers too', buyers);
    await arrive(order('late-1', 1), order('late-2', 1), order('late-2', 2));
    clock.set('2026-11-20T05:00:00Z');
    expect((await segments.refresh(viewer, id)).size).toBe(Number(size) + 2);
    expect(await count({ inSegment: id })).toBe(Number(size) + 2);
    expect((await segments.trend(viewer, id)).map((point) => point.size)).toEqual([size, Number(size) + 2]);
  });

  it('can be the people behind a point of an answer', async () => {
    const { segments, viewer, columns, scopes } = company;
    const question = {
      kind: 'retention',
      span: { last: 6, unit: 'week' },
      unit: 'week',
      periods: 4,
      entry: 'ever',
    };
    const point = { period: 2 };
    const segment = await segments.save(viewer, 'came back in week 2', { question, point });
    const scope = await scopes.scopeFor(viewer);
    expect(segment.size).toBe(await countPeople(columns, scope, {}, peopleBehind(question, point, scope)));
    expect(segment.size).toBeGreaterThan(0);
  });

  it('shows people who were merged later under the one person they are', async () => {
    const { segments, viewer, collect, columns, scopes } = company;
    await arrive(order('two-names-a', 1), order('two-names-b', 1));
    const { id } = await segments.save(viewer, 'before the merge', buyers);
    const before = await count({ inSegment: id });
    await collect.receive({
      project: viewer.project.id,
      messages: [{ type: 'alias', previousId: 'two-names-a', userId: 'two-names-b', messageId: 'alias-1' }],
    });
    await collect.settle();
    expect(await count({ inSegment: id })).toBe(before - 1);
    const query = PeopleQuery.parse({ search: 'two-names' });
    expect(await listPeople(columns, await scopes.scopeFor(viewer), query)).toHaveLength(1);
  });

  it('refuses to contain itself, and segments that are not there', async () => {
    const { segments, viewer } = company;
    const inner = await segments.save(viewer, 'inner', buyers);
    const outer = await segments.save(viewer, 'outer', { who: { inSegment: inner.id } });
    const circle = segments.change(viewer, inner.id, { definition: { who: { inSegment: outer.id } } });
    await expect(circle).rejects.toThrow('the segment would contain itself');
    await expect(segments.save(viewer, 'x', { who: { inSegment: 'nobody' } })).rejects.toThrow(
      'there is no segment nobody',
    );
    const elsewhere = { ...viewer, project: { ...viewer.project, id: viewer.project.id + 1 } };
    await expect(segments.get(elsewhere, inner.id)).rejects.toThrow('there is no segment');
  });

  it('narrows a question to its people', async () => {
    const { segments, viewer } = company;
    const { id } = await segments.save(viewer, 'narrow', buyers);
    const people = {
      kind: 'trend',
      span: { last: 2, unit: 'month' },
      unit: 'month',
      series: [{ event: 'Order Paid', count: 'people' }],
    };
    const all = await ask(people, viewer, company);
    const narrowed = await ask({ ...people, who: { inSegment: id } }, viewer, company);
    expect(narrowed.answer).toEqual(all.answer);
  });
});

it('holds the newest members although the clock was set back meanwhile', async () => {
  const { segments, viewer, clock } = company;
  const now = clock.now();
  const { id, size } = await segments.save(viewer, 'buyers by a wrong clock', buyers);
  clock.set(new Date(now.getTime() - 3_600_000));
  await arrive(order('set-back', 1));
  expect((await segments.refresh(viewer, id)).size).toBe(Number(size) + 1);
  expect(await count({ inSegment: id })).toBe(Number(size) + 1);
  clock.set(now);
  await segments.refresh(viewer, id);
  expect(await count({ inSegment: id })).toBe(Number(size) + 1);
});
