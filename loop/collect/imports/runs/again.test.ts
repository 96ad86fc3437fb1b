import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles({ partBytes: 400_000 });
});
afterAll(() => product.close());

const ROWS = 60_000;
function orders(seed: string): string {
  const lines = ['user_id,order_time,amount,city'];
  for (let i = 0; i < ROWS; i++) {
    const person = i % 1000 === 999 ? '' : `${seed}${i % 700}`;
    lines.push(
      `${person},2024-01-${String((i % 28) + 1).padStart(2, '0')} 08:00:00,${i % 50}.5,city ${i % 9}`,
    );
  }
  return lines.join('\n');
}

it('adds nothing when the same file comes again, and takes an import back whole', async () => {
  const path = await product.write('orders.csv', orders('a'));
  const first = await product.run(path);
  expect(first).toMatchObject({ state: 'done', rows: ROWS, rejected: 60, doubt: false });
  expect(first.parts).toBeGreaterThan(3);
  const renamed = await product.write('renamed.csv', orders('a'));
  const again = await product.start(renamed);
  expect(again).toMatchObject({ before: true, entry: { id: first.id } });
  expect(await product.count(first.id)).toEqual({ rows: ROWS - 60, ids: ROWS - 60, people: 700 });
  await product.files.remove(product.viewer, first.id);
  await product.files.runner.settled(first.id);
  expect(await product.count(first.id)).toEqual({ rows: 0, ids: 0, people: 0 });
  expect(await product.rejects(first.id)).toEqual([]);
  const anew = await product.run(path);
  expect(anew.id).not.toBe(first.id);
  expect((await product.count(anew.id)).rows).toBe(ROWS - 60);
});

it('tells that a file came before with other settings', async () => {
  const path = await product.write('twice.csv', 'user_id,time,amount\nu1,2024-01-01,3\n');
  await product.run(path);
  const { file, layout, mapping } = await product.propose(path);
  const other = { ...mapping, event: 'refund' };
  expect(await codeOf(product.files.import(product.viewer, file.id, layout, other, false))).toBe(
    'file.imported-otherwise',
  );
  const { entry } = await product.files.import(product.viewer, file.id, layout, other, true);
  await product.files.runner.settled(entry.id);
  expect((await product.events(entry.id)).map(({ event }) => event)).toEqual(['refund']);
});

it('comes to the same rows when the engine is killed in the middle', async () => {
  const { entry } = await product.start(await product.write('killed.csv', orders('k')));
  const engine = product.warehouse as typeof product.warehouse & {
    engine(): Promise<{ pid: number }> | undefined;
  };
  for (let round = 0; round < 3; round++) {
    await sleep(150);
    const address = await engine.engine();
    process.kill(address?.pid ?? 0, 'SIGKILL');
    await sleep(400);
  }
  await product.files.runner.settled(entry.id);
  const done = await product.files.ledger.get(product.viewer.project.id, entry.id);
  expect(done).toMatchObject({ state: 'done', rows: ROWS, rejected: 60 });
  expect(await product.count(done.id)).toEqual({ rows: ROWS - 60, ids: ROWS - 60, people: 700 });
  expect(await product.rejects(done.id)).toHaveLength(60);
});

it('goes on after a stop of the product where it was, whatever of the last part was written', async () => {
  const other = await product.open();
  const { file, layout, mapping } = await product.propose(await product.write('stopped.csv', orders('s')));
  const { entry } = await other.import(product.viewer, file.id, layout, mapping, false);
  while ((await product.files.ledger.get(product.viewer.project.id, entry.id)).parts < 2) await sleep(5);
  await other.close();
  const halted = await product.files.ledger.get(product.viewer.project.id, entry.id);
  expect(halted.state).toBe('running');
  // as a kill between the write of a part and its note in the ledger leaves it
  await product.files.ledger.set(entry.id, { parts: halted.parts - 1, doubt: true, rows: 0, rejected: 0 });
  const next = await product.open();
  await next.runner.settled(entry.id);
  await next.close();
  expect(await product.count(entry.id)).toEqual({ rows: ROWS - 60, ids: ROWS - 60, people: 700 });
  expect(await product.rejects(entry.id)).toHaveLength(60);
});

it('keeps the line, the reason and the text of each row that does not fit', async () => {
  const text = [
    'user_id,event_time,event,amount',
    'u1,2024-01-01,buy,1',
    ',2024-01-02,buy,2',
    'u2,yesterday,buy,3',
    '"u3',
    'x",2024-01-03,buy,4',
  ]
    .concat([
      'null,2024-01-04,buy,5',
      'u4,2024-01-05,,6',
      'u5,1960-01-01,buy,7',
      'u6,2024-01-06,buy,much',
      'u7,2024-01-07,buy,8,9',
      'u8,2024-01-08,"a"b,1',
    ])
    .concat([...Array(20)].map((_, i) => `v${i},2024-02-01,buy,1`))
    .join('\n');
  const done = await product.run(await product.write('mixed.csv', text));
  expect(await product.rejects(done.id)).toEqual([
    { line: 3, reason: 'row-no-person', raw: '"","2024-01-02","buy","2"' },
    { line: 4, reason: 'row-bad-time', raw: '"u2","yesterday","buy","3"' },
    { line: 7, reason: 'row-placeholder', raw: '"null","2024-01-04","buy","5"' },
    { line: 8, reason: 'row-no-event', raw: '"u4","2024-01-05","","6"' },
    { line: 9, reason: 'early-time', raw: '"u5","1960-01-01","buy","7"' },
    { line: 10, reason: 'row-bad-amount', raw: '"u6","2024-01-06","buy","much"' },
    { line: 11, reason: 'row-many-fields', raw: '"u7","2024-01-07","buy","8"' },
    { line: 12, reason: 'row-bad-quotes', raw: 'u8,2024-01-08,"a"b,1' },
  ]);
  expect(done).toMatchObject({ rows: 30, rejected: 8 });
});

it('takes a sheet named for a file that has none as the same settings', async () => {
  const path = await product.write('sheet.csv', 'user_id,time,amount\nu1,2024-01-01,3\n');
  const first = await product.run(path);
  const again = await product.start(path, { sheet: '2026' });
  expect(again).toMatchObject({ before: true, entry: { id: first.id } });
  expect((await product.propose(path, { sheet: '2026' })).layout).not.toHaveProperty('sheet');
});

it('names events after the file, not after who imports it, and shows the name in the words of the reader', async () => {
  const path = await product.write(
    'orders-en.csv',
    'user_id,order_time,quantity,unit_price\nu1,2024-01-01,3,2\n',
  );
  const chinese = { ...product.viewer, language: 'zh' as const };
  const { id } = await product.files.take(chinese, path);
  const proposed = await product.files.propose(chinese, id);
  expect(proposed.mapping.event).toBe('order');
  const run = await product.files.import(chinese, id, proposed.layout, proposed.mapping, false);
  await product.files.runner.settled(run.entry.id);
  const named = await product.database.query<{ kind: string; name: string; zh: string; en: string }>(
    "SELECT kind, name, zh, en FROM display_names WHERE name IN ('order', 'amount') ORDER BY kind",
  );
  expect(named).toEqual([
    { kind: 'event', name: 'order', zh: '下单', en: 'order' },
    { kind: 'property', name: 'amount', zh: '金额', en: 'amount' },
  ]);
});
