import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { countPeople, listPeople, PeopleQuery } from '#loop/know';
import { openTestJobs } from '../../../lib/jobs/testing.ts';
import type { RetentionAnswer } from '../analyses/retention/answer.ts';
import { ask } from '../ask.ts';
import { peopleBehind } from '../people-behind.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { segmentJobs } from './jobs.ts';
import type { SegmentDefinition } from './segment.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(200);
}, 60_000);
afterAll(() => company.close());

/** Keeps a segment as everybody does, and tells how many it holds. */
const save = async (name: string, body: object) => {
  const { definitions, segments, viewer } = company;
  const { id } = await definitions.create(viewer, { kind: 'segment', name, body });
  const { size, ...rest } = await segments.getSized(viewer, id);
  return { ...rest, size, definition: rest.body as SegmentDefinition };
};
const change = async (id: string, body: object) => {
  const { definitions, segments, viewer } = company;
  const { version } = await definitions.get(viewer, id);
  await definitions.change(viewer, { id, version, body });
  return segments.getSized(viewer, id);
};
const buyers = { who: { did: { event: 'Order Paid' } } };
const count = async (who: object) => {
  const { warehouse, scopes, viewer } = company;
  return countPeople(warehouse, await scopes.scopeOf(viewer), { who: who as never });
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
    const segment = await save('buyers', buyers);
    expect(segment.size).toBe(await count(buyers.who));
    expect(await count({ inSegment: segment.id })).toBe(segment.size);
    expect(await count({ not: { inSegment: segment.id } })).toBe(
      (await count({ all: [] })) - Number(segment.size),
    );
  });

  it('follows the data when it is refreshed, and remembers its sizes', async () => {
    const { segments, viewer, clock } = company;
    const { id, size } = await save('buyers too', buyers);
    await arrive(order('late-1', 1), order('late-2', 1), order('late-2', 2));
    clock.set('2026-11-20T05:00:00Z');
    expect((await segments.refresh(viewer, id)).size).toBe(Number(size) + 2);
    expect(await count({ inSegment: id })).toBe(Number(size) + 2);
    expect((await segments.trend(viewer, id)).map((point) => point.size)).toEqual([size, Number(size) + 2]);
    expect(await segments.moved(viewer, id)).toMatchObject([{ entered: 2, left: 0 }]);
    const { warehouse, scopes } = company;
    const lately = async (inside: boolean) => {
      const among = await segments.lately(viewer, id, inside, 30);
      const query = PeopleQuery.parse({ sort: 'id', descending: false });
      return (await listPeople(warehouse, await scopes.scopeOf(viewer), query, among)).map((one) => one.id);
    };
    expect(await lately(true)).toEqual(['late-1', 'late-2']);
    expect(await lately(false)).toEqual([]);
  });

  it('counts members who became one person since as questions do', async () => {
    const { segments, viewer, collect } = company;
    await arrive(order('one-a', 1), order('one-b', 1));
    const { id, size } = await save('merged buyers', buyers);
    const alias = { type: 'alias', previousId: 'one-a', userId: 'one-b', messageId: 'one' };
    await collect.receive({ project: viewer.project.id, messages: [alias] });
    await collect.settle();
    const now = await count({ inSegment: id });
    expect(now).toBe(Number(size) - 1);
    expect((await segments.getSized(viewer, id)).size).toBe(now);
    expect(
      (await segments.sized(viewer, await segments.list(viewer))).find((one) => one.id === id)?.size,
    ).toBe(now);
  });

  it('can be the people behind a point of an answer', async () => {
    const { viewer, warehouse, scopes } = company;
    const question = {
      kind: 'retention',
      span: { last: 6, unit: 'week' },
      unit: 'week',
      periods: 4,
      entry: 'ever',
    };
    const point = { period: 2 };
    const segment = await save('came back in week 2', { question, point });
    const scope = await scopes.scopeOf(viewer);
    expect(segment.size).toBe(await countPeople(warehouse, scope, {}, peopleBehind(question, point, scope)));
    expect(segment.size).toBeGreaterThan(0);
  });

  it('shows people who were merged later under the one person they are', async () => {
    const { viewer, collect, warehouse, scopes } = company;
    await arrive(order('two-names-a', 1), order('two-names-b', 1));
    const { id } = await save('before the merge', buyers);
    const before = await count({ inSegment: id });
    await collect.receive({
      project: viewer.project.id,
      messages: [{ type: 'alias', previousId: 'two-names-a', userId: 'two-names-b', messageId: 'alias-1' }],
    });
    await collect.settle();
    expect(await count({ inSegment: id })).toBe(before - 1);
    const query = PeopleQuery.parse({ search: 'two-names' });
    expect(await listPeople(warehouse, await scopes.scopeOf(viewer), query)).toHaveLength(1);
  });

  it('refuses to contain itself, and segments that are not there', async () => {
    const { segments, viewer } = company;
    const inner = await save('inner', buyers);
    const outer = await save('outer', { who: { inSegment: inner.id } });
    const circle = change(inner.id, { who: { inSegment: outer.id } });
    await expect(circle).rejects.toThrow('“inner” would contain itself through “outer”');
    await expect(save('x', { who: { inSegment: 'nobody' } })).rejects.toThrow('there is no segment nobody');
    const elsewhere = { ...viewer, project: { ...viewer.project, id: viewer.project.id + 1 } };
    await expect(segments.get(elsewhere, inner.id)).rejects.toThrow('there is no segment');
  });

  it('narrows a question to its people', async () => {
    const { viewer } = company;
    const { id } = await save('narrow', buyers);
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
  const { id, size } = await save('buyers by a wrong clock', buyers);
  clock.set(new Date(now.getTime() - 3_600_000));
  await arrive(order('set-back', 1));
  expect((await segments.refresh(viewer, id)).size).toBe(Number(size) + 1);
  expect(await count({ inSegment: id })).toBe(Number(size) + 1);
  clock.set(now);
  await segments.refresh(viewer, id);
  expect(await count({ inSegment: id })).toBe(Number(size) + 1);
});

it('saved from a cohort holds the people of that cohort when the span has moved on', async () => {
  const { segments, viewer, clock } = company;
  const now = clock.now();
  const question = { kind: 'retention', span: { last: 10, unit: 'day' }, start: { event: 'Order Paid' } };
  const point = { cohort: 4, period: 1 };
  const { answer } = await ask(question, viewer, company);
  const { cohorts } = (answer as RetentionAnswer).curves[0]!;
  const { id, size, definition } = await save('came back the day after', {
    question,
    point,
  });
  expect(size).toBe(cohorts[4]!.cells[1]!.people);
  expect(definition).toMatchObject({ question: { span: { from: cohorts[0]!.label, to: '2026-11-20' } } });
  clock.set(new Date(now.getTime() + 3 * 86_400_000));
  expect((await segments.refresh(viewer, id)).size).toBe(size);
  const curve = await save('came back the day after, of late', {
    question,
    point: { period: 1 },
  });
  expect(curve.definition).toEqual({ question, point: { period: 1 } });
  clock.set(now);
});

it('counts its people once when it is worked out several times at once', async () => {
  const { segments, viewer } = company;
  const { id, size } = await save('buyers in a hurry', buyers);
  const many = await Promise.all(Array.from({ length: 5 }, () => segments.refresh(viewer, id)));
  expect(many.map((one) => one.size)).toEqual(many.map(() => size));
  expect(await count({ inSegment: id })).toBe(size);
});

it('that cannot be worked out is not kept, and a change that cannot be is undone', async () => {
  const { segments, viewer } = company;
  const known = (await segments.list(viewer)).length;
  const wrong = { question: { kind: 'funnel', steps: [] }, point: { step: 0 } };
  await expect(save('wrong', wrong)).rejects.toThrow('the question is not right at steps');
  const nowhere = { question: { kind: 'retention' }, point: { step: 0 } };
  await expect(save('nowhere', nowhere)).rejects.toThrow('the point of the answer');
  // the engine's own limit on repetitions, which only it knows
  const pattern = { who: { property: 'city', op: 'matches' as const, values: ['a{2000}'] } };
  await expect(save('pattern', pattern)).rejects.toThrow('not a regular expression');
  expect(await segments.list(viewer)).toHaveLength(known);
  const { id, size } = await save('right', buyers);
  await expect(change(id, pattern)).rejects.toThrow('regular expression');
  expect(await segments.get(viewer, id)).toMatchObject({ body: buyers, version: 1 });
  expect((await segments.getSized(viewer, id)).size).toBe(size);
  expect(await count({ inSegment: id })).toBe(size);
});

it('that fails by the hour does not hold up the others', async () => {
  const { segments, definitions, viewer, database } = company;
  const usersFirst = (await segments.list(viewer)).toSorted(
    (a, b) => Number(b.name === 'outer') - Number(a.name === 'outer'),
  );
  for (const { id } of usersFirst) await definitions.throwAway(viewer, id);
  const late = await save('late', buyers);
  const broken = await save('broken', buyers);
  const definition = JSON.stringify({ question: { kind: 'gone' }, point: {} });
  await database.query('UPDATE definitions SET body = $1 WHERE id = $2', [definition, broken.id]);
  await arrive(order('hourly', 1));
  const jobs = await openTestJobs(database);
  await segmentJobs(jobs, segments, async () => viewer);
  const hourly = async () => {
    const { id } = await jobs.ask({ name: 'segment-refresh', again: 'follows' });
    await jobs.ended(id);
    return jobs.get(id);
  };
  expect(await hourly()).toMatchObject({ state: 'failed', fault: { code: 'ask.segments-not-refreshed' } });
  expect((await segments.getSized(viewer, late.id)).size).toBe(Number(late.size) + 1);
  await definitions.throwAway(viewer, broken.id);
  expect(await hourly()).toMatchObject({ state: 'done', progress: { share: 1 } });
  // as when the product was killed before it had worked out the members
  await database.query('UPDATE segment_states SET refreshed = NULL WHERE segment = $1', [late.id]);
  await segmentJobs(jobs, segments, async () => viewer);
  await expect.poll(() => segments.unfinished(), { timeout: 10_000 }).toBe(0);
  await jobs.close();
});

describe('a list of ids', () => {
  const upload = (text: string, more: object = {}) =>
    company.segments.upload(company.viewer, { name: 'a list', text, ...more });
  const known = async (n: number) => {
    const { warehouse, scopes, viewer } = company;
    const query = PeopleQuery.parse({ limit: n, sort: 'id' });
    return (await listPeople(warehouse, await scopes.scopeOf(viewer), query)).map(({ id }) => id);
  };
  const listed = async ({ id }: { id: string }) => {
    const { segments, viewer } = company;
    return segments.listed(viewer, (await segments.get(viewer, id)).body as SegmentDefinition);
  };

  it('holds whom its ids are of, and says what was found, unknown and repeated', async () => {
    const ids = await known(30);
    const lines = ['\uFEFF', `  ${ids[0]}\t`, `"${ids[1]}",`, ...ids, 'nobody-1', '', 'nobody-2', 'nobody-1'];
    const segment = await upload(lines.join('\r\n'));
    expect(await listed(segment)).toEqual({ ids: 32, repeated: 3, found: 30, unknown: 2 });
    expect(segment.size).toBe(30);
    const members = await Promise.all(
      ids.map((id) =>
        count({ all: [{ inSegment: segment.id }, { property: '$id', op: 'is', values: [id] }] }),
      ),
    );
    expect(members).toEqual(ids.map(() => 1));
    await arrive(order('nobody-1', 1));
    expect((await company.segments.refresh(company.viewer, segment.id)).size).toBe(31);
  });

  it('is copied with its segment, replaced by another, and taken back to what it was', async () => {
    const { definitions, segments, viewer } = company;
    const ids = await known(8);
    const one = await upload(ids.slice(0, 5).join('\n'), { name: 'five' });
    const copy = await definitions.copy(viewer, one.id, 'five too');
    const three = await upload(ids.slice(5, 8).join('\n'), {
      name: 'three',
      instead: { id: one.id, version: 1 },
    });
    expect([three.id, three.size, three.name]).toEqual([one.id, 3, 'three']);
    expect((await segments.getSized(viewer, copy.id)).size).toBe(5);
    await definitions.restore(viewer, one.id, 1);
    expect((await segments.getSized(viewer, one.id)).size).toBe(5);
  });

  it('that nobody can be found in is refused with a sentence, and nothing of it stays', async () => {
    const { segments, viewer, warehouse, definitions } = company;
    const before = (await segments.list(viewer)).length;
    await expect(upload('')).rejects.toThrow('holds no ids');
    await expect(upload(' \n\r\n""\n\uFEFF')).rejects.toThrow('holds no ids');
    await expect(upload('PK\u0003\u0004\0\0')).rejects.toThrow('not a text file');
    await expect(upload('x,y,z\nu,v,w')).rejects.toThrow(
      'none of the 2 ids is known here; the first is “x,y,z”',
    );
    await expect(upload('用户ID\n不存在')).rejects.toThrow('none of the 2 ids');
    expect(await segments.list(viewer)).toHaveLength(before);
    const [row] = await warehouse.read<{ n: string }>(
      sql`SELECT count() AS n FROM segment_lists WHERE id IN ${['x,y,z', '不存在']}`,
    );
    expect(row?.n).toBe('0');
    const body = { list: '00000000-0000-4000-8000-000000000000', ids: 3 };
    await expect(definitions.create(viewer, { kind: 'segment', name: 'no list', body })).rejects.toThrow(
      'there is no list',
    );
  });

  it('may have a million ids', async () => {
    const [first] = await known(1);
    const many = Array.from({ length: 1_000_000 }, (_, n) => `stranger-${n}`);
    const segment = await upload([first, ...many, first].join('\n'));
    expect(await listed(segment)).toEqual({ ids: 1_000_001, repeated: 1, found: 1, unknown: 1_000_000 });
    expect(segment.size).toBe(1);
    await company.definitions.throwAway(company.viewer, segment.id);
  }, 120_000);
});

it('shares with another whom going through both finds', async () => {
  const { segments, viewer, warehouse, scopes } = company;
  const one = await save('bought', buyers);
  const other = await save('viewed lately', {
    who: { did: { event: 'Product Viewed' }, within: { last: 20, unit: 'day' } },
  });
  const scope = await scopes.scopeOf(viewer);
  const membersOf = async (id: string) => {
    const query = PeopleQuery.parse({ who: { inSegment: id }, limit: 500 });
    return new Set((await listPeople(warehouse, scope, query)).map(({ person }) => person));
  };
  const [a, b] = [await membersOf(one.id), await membersOf(other.id)];
  expect(await segments.overlap(viewer, [one.id, other.id])).toEqual({
    one: a.size,
    other: b.size,
    both: [...a].filter((person) => b.has(person)).length,
  });
  expect(a.size * b.size).toBeGreaterThan(0);
  await expect(segments.overlap(viewer, [one.id, 'e0000000-0000-4000-8000-000000000000'])).rejects.toThrow(
    'there is no segment',
  );
});
