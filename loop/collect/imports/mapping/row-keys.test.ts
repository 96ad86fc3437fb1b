import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles({ partBytes: 40_000 });
});
afterAll(() => product.close());

const day = (number: number) => `2024-01-${String(1 + (number % 28)).padStart(2, '0')} 08:00:00`;
const order = (prefix: string, number: number) =>
  [`${prefix}${number}`, `u${number % 90}`, day(number), `${number % 50}.5`] as const;
const csv = (rows: readonly (readonly string[])[], header = 'order_id,user_id,paid_at,amount') =>
  [header, ...rows.map((row) => row.join(','))].join('\n');
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

it('adds the new orders of overlapping exports, whatever the order of rows and columns', async () => {
  const first = await product.run(
    await product.write('january.csv', csv(range(0, 3000).map((n) => order('a', n)))),
  );
  expect(first).toMatchObject({ state: 'done', rows: 3000, events: 3000, known: 0, rejected: 0 });
  expect(first.parts).toBeGreaterThan(2);
  const turned = range(2000, 5000)
    .map((n) => order('a', n))
    .reverse()
    .map(([id, user, at, amount]) => [amount, at, user, id]);
  const path = await product.write('later.csv', csv(turned, 'amount,paid_at,user_id,order_id'));
  const proposed = await product.propose(path);
  const counted = await product.files.dryRun(
    product.viewer,
    proposed.file.id,
    proposed.layout,
    proposed.mapping,
    new AbortController().signal,
  );
  expect(counted).toMatchObject({ rows: 3000, events: 2000, known: 1000, rejected: 0, people: 90 });
  const second = await product.run(path);
  expect(second).toMatchObject({ state: 'done', rows: 3000, events: 2000, known: 1000, rejected: 0 });
  const [all, more] = [await product.count(first.id), await product.count(second.id)];
  expect([all.rows, more.rows]).toEqual([3000, 2000]);
});

it('keeps what came first of a key with other values, and says which rows those are', async () => {
  await product.run(await product.write('c1.csv', csv(range(0, 30).map((n) => order('c', n)))));
  const changed = range(10, 40).map((n) =>
    n === 12 ? [`c${n}`, `u${n % 90}`, day(n), '999'] : [...order('c', n)],
  );
  const second = await product.run(await product.write('c2.csv', csv(changed)));
  expect(second).toMatchObject({ events: 10, known: 19, rejected: 1 });
  expect(await product.rejects(second.id)).toMatchObject([{ line: 4, reason: 'row-key-changed' }]);
});

it('counts a row that stands twice in one file once', async () => {
  const rows = [order('d', 1), order('d', 2), order('d', 1), order('d', 3)];
  expect(await product.run(await product.write('d.csv', csv(rows)))).toMatchObject({ events: 3, known: 1 });
});

const lines = [
  ['L1', 'u1', '2024-02-01 10:00:00', '茶', '2', '10', '上海'],
  ['L2', 'u2', '2024-02-02 10:00:00', '糖', '1', '5', '北京'],
  ['L1', 'u1', '2024-02-01 10:00:00', '糖', '1', '5', '上海'],
  ['L1', 'u1', '2024-02-01 10:00:30', '杯', '4', '40', '上海'],
  ['L3', 'u1', '2024-02-03 10:00:00', '茶', '1', '5', '上海'],
];
const lineHeader = '订单号,会员号,下单时间,商品,数量,金额,城市';

it('makes one order of its lines: amounts and pieces summed, goods listed, the rest as it is', async () => {
  const path = await product.write('lines.csv', csv(lines, lineHeader));
  const { mapping } = await product.propose(path);
  expect(mapping.sameKey).toBe('lines');
  const done = await product.run(path);
  expect(done).toMatchObject({ rows: 5, events: 3, known: 0, rejected: 0 });
  expect(await product.events(done.id)).toEqual([
    {
      person: 'u1',
      event: '下单',
      time: '2024-02-01T10:00:00.000Z',
      texts: { 订单号: 'L1', 商品: '["杯","糖","茶"]', 城市: '上海' },
      numbers: { 数量: 7, 金额: 55, lines: 3 },
      times: {},
    },
    {
      person: 'u2',
      event: '下单',
      time: '2024-02-02T10:00:00.000Z',
      texts: { 订单号: 'L2', 商品: '糖', 城市: '北京' },
      numbers: { 数量: 1, 金额: 5, lines: 1 },
      times: {},
    },
    {
      person: 'u1',
      event: '下单',
      time: '2024-02-03T10:00:00.000Z',
      texts: { 订单号: 'L3', 商品: '茶', 城市: '上海' },
      numbers: { 数量: 1, 金额: 5, lines: 1 },
      times: {},
    },
  ]);
  const more = [...lines].reverse().concat([['L4', 'u3', '2024-02-04 10:00:00', '茶', '1', '5', '上海']]);
  expect(await product.run(await product.write('lines2.csv', csv(more, lineHeader)))).toMatchObject({
    events: 1,
    known: 3,
  });
});

it('leaves lines of another person than the first out of an order', async () => {
  const rows = [...lines, ['L1', 'u9', '2024-02-01 10:01:00', '茶', '9', '9', '上海']].map(
    ([id, ...rest]) => [`P${id}`, ...rest],
  );
  const said = { key: ['订单号'], sameKey: 'lines' as const };
  const done = await product.run(await product.write('persons.csv', csv(rows, lineHeader)), {}, said);
  expect(done).toMatchObject({ rows: 6, events: 3, rejected: 1 });
  expect(await product.rejects(done.id)).toMatchObject([{ line: 7, reason: 'row-key-person' }]);
});

it('does not sum a total that is told again on each line of an order', async () => {
  const rows = range(0, 12).flatMap((n) =>
    range(0, 3).map((line) => [`T${n}`, `u${n}`, day(n), `sku${line}`, `${100 + n}`, `${line + 1}`]),
  );
  const path = await product.write('totals.csv', csv(rows, 'order_id,user_id,paid_at,sku,order_total,qty'));
  const done = await product.run(path);
  expect(done).toMatchObject({ rows: 36, events: 12 });
  const [event] = await product.events(done.id);
  expect(event?.numbers).toEqual({ order_total: 100, qty: 6, lines: 3 });
});

it('makes each line an event of its own where that is said, and nothing twice of those either', async () => {
  const said = { sameKey: 'items' as const };
  const twice = [...lines, lines[0]!].map(([id, ...rest]) => [`I${id}`, ...rest]);
  const first = await product.run(await product.write('items.csv', csv(twice, lineHeader)), {}, said);
  expect(first).toMatchObject({ rows: 6, events: 6, known: 0, rejected: 0 });
  const again = await product.run(
    await product.write('items2.csv', csv([...twice].reverse(), lineHeader)),
    {},
    said,
  );
  expect(again).toMatchObject({ rows: 6, events: 0, known: 6, rejected: 0 });
});

it('takes an order number that several people share for no key, and refuses one said that names no rows', async () => {
  const rows = range(0, 60).map((n) => [`S${n % 5}`, `u${n}`, day(n), `${n}`]);
  const path = await product.write('shared.csv', csv(rows));
  expect((await product.propose(path)).mapping.columns[0]?.role).toBe('property');
  const done = await product.run(path, {}, { key: ['order_id'], sameKey: 'repeat' });
  expect(done).toMatchObject({ state: 'failed', events: 0, fault: { code: 'file.key-repeats' } });
  expect((await product.count(done.id)).rows).toBe(0);
  expect(await codeOf(product.propose(path, {}, { key: ['nothing'] }))).toBe('file.unknown-column');
});

it('tells events of one order apart by their names', async () => {
  const rows = ['created', 'paid', 'shipped'].flatMap((event, at) => [
    ['E1', 'u1', event, day(at)],
    ['E2', 'u2', event, day(at + 1)],
  ]);
  const path = await product.write('states.csv', csv(rows, 'order_id,user_id,event,event_time'));
  expect(await product.run(path)).toMatchObject({ events: 6, known: 0 });
});

it('leaves rows of a key out whose digits a spreadsheet destroyed', async () => {
  const rows = [
    ['1.23E+11', 'u1', day(1), '5'],
    ['1.23E+11', 'u2', day(2), '6'],
    ['123456789012', 'u3', day(3), '7'],
  ];
  const done = await product.run(await product.write('destroyed.csv', csv(rows)), {}, { key: ['order_id'] });
  expect(done).toMatchObject({ events: 1, rejected: 2 });
  expect((await product.rejects(done.id)).map(({ reason }) => reason)).toEqual([
    'row-lost-digits',
    'row-lost-digits',
  ]);
});

it('comes to the same when the product stops in the middle', async () => {
  const other = await product.open();
  const path = await product.write('stopped.csv', csv(range(0, 4000).map((n) => order('x', n))));
  const { file, layout, mapping } = await product.propose(path);
  const { entry } = await other.import(product.viewer, file.id, layout, mapping, false);
  while ((await product.files.ledger.get(product.viewer.project.id, entry.id)).parts < 2)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await other.close();
  const halted = await product.files.ledger.get(product.viewer.project.id, entry.id);
  await product.files.ledger.set(entry.id, { parts: halted.parts - 1, doubt: true, rows: 0 });
  const next = await product.open();
  await next.runner.settled(entry.id);
  await next.close();
  expect(await product.count(entry.id)).toMatchObject({ rows: 4000, ids: 4000 });
});
