import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

/** Enough rows that the last is not among those looked at: its place is neither the head, the middle nor the end. */
const ROWS = 40_000;
const late = 25_000;

function lines(row: (at: number) => Record<string, unknown>, more: Record<string, unknown>): string {
  return Array.from({ length: ROWS }, (_, at) =>
    JSON.stringify(at === late ? { ...row(at), ...more } : row(at)),
  ).join('\n');
}

it('keeps members that only come up far down in a file of JSON lines, typed like those of messages', async () => {
  const row = (at: number) => ({
    user_id: `u${at}`,
    time: '2024-03-01T08:00:00Z',
    event: 'buy',
    city: '上海',
  });
  const more = { coupon: '满减', price: 12.5, due: '2024-04-01T00:00:00Z', $odd: true, deep: { er: [1, 2] } };
  const path = await product.write('late.jsonl', lines(row, more));
  expect((await product.propose(path)).mapping.columns.map(({ column }) => column)).not.toContain('coupon');
  const done = await product.run(path);
  expect(done).toMatchObject({ state: 'done', rows: ROWS, rejected: 0 });
  const [found] = (await product.events(done.id)).filter(({ person }) => person === `u${late}`);
  expect(found).toMatchObject({
    texts: { city: '上海', coupon: '满减', odd: 'true', 'deep.er': '[1,2]', due: '2024-04-01T00:00:00Z' },
    numbers: { price: 12.5 },
    times: { due: '2024-04-01T00:00:00.000Z' },
  });
});

it('keeps them as properties of people where the rows only tell of people', async () => {
  const path = await product.write(
    'people.jsonl',
    lines((at) => ({ user_id: `p${at}`, city: '北京' }), { vip: 3 }),
  );
  const done = await product.run(path);
  expect(done).toMatchObject({ state: 'done', rejected: 0 });
  const told = await product.warehouse.read(
    sql`SELECT name, text, number FROM person_properties WHERE person = sipHash64(toUInt32(${sql.integer(done.project)}), ${`p${late}`}) ORDER BY name`,
  );
  expect(told).toEqual([
    { name: 'city', text: '北京', number: null },
    { name: 'vip', text: '3', number: 3 },
  ]);
});

it('leaves a row out, with its reason, that has more members than an event may carry', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`m${at}`, at]));
  const row = (at: number) => ({ user_id: `u${at}`, time: '2024-03-01T08:00:00Z' });
  const done = await product.run(await product.write('many.jsonl', lines(row, many)));
  expect(done).toMatchObject({ state: 'done', rejected: 1 });
  expect((await product.rejects(done.id)).map(({ line, reason }) => [line, reason])).toEqual([
    [late + 1, 'many-properties'],
  ]);
});

it('knows the ids of a file that only tells of people as users, so that no anonymous id swallows them', async () => {
  const done = await product.run(
    await product.write('members.csv', 'user_id,city\nk1,上海\nk2,北京\n,成都\n'),
  );
  expect(done).toMatchObject({ state: 'done', rows: 3, rejected: 1 });
  const [known] = await product.warehouse.read<{ n: string }>(
    sql`SELECT toString(uniqExact(person)) AS n FROM known_users WHERE person IN (
      SELECT sipHash64(toUInt32(${sql.integer(done.project)}), arrayJoin(['k1', 'k2'])))`,
  );
  expect(known?.n).toBe('2');
});
