import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { migrate, type OpenWarehouse, openWarehouse, type Warehouse } from '#lib/store';
import { openTestDatabase, openTestWarehouse } from '../../../../lib/store/testing/stores.ts';
import { collectTestMigrations } from '../../testing.ts';
import { openTestFiles } from '../testing.ts';

type Product = Awaited<ReturnType<typeof openTestFiles>>;
const PART = 300_000;
let own: Product;
/** Reached by an address like a server elsewhere: it sees none of the files of its client. */
let server: Product;
let link: Warehouse;
/** The engine behind that address, found again when it is started anew. */
let engine: OpenWarehouse;
let folder: string;

beforeAll(async () => {
  own = await openTestFiles({ partBytes: PART });
  folder = await mkdtemp(join(tmpdir(), 'linger-sent-'));
  engine = await openTestWarehouse();
  const at = await engine.engine();
  const url = new URL(at?.url ?? '');
  Object.assign(url, { username: 'default', password: at?.password, pathname: `/${at?.database}` });
  link = await openWarehouse({ dataDir: folder, url: url.href });
  const database = await openTestDatabase();
  await migrate(link, database, collectTestMigrations);
  await database.close();
  server = await openTestFiles({ partBytes: PART, warehouse: link, folder, readsFiles: false });
});
afterAll(async () => {
  await Promise.all([own.close(), server.close()]);
  await link.close();
  await rm(folder, { recursive: true });
});

const header = ['用户', '时间', '金额', '备注'];
const field = (text: string, separator: string) =>
  text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Rows over several parts, with line breaks in quotes, empty lines, too many fields and values that cannot be read. */
function table(separator: string, rows = 12_000): string {
  const lines = [header.join(separator)];
  for (let i = 0; i < rows; i++) {
    const note = i % 997 === 0 ? `two\nlines, "${i}"` : `n ${i}`;
    const fields = [
      i % 500 === 3 ? '' : `u${i % 900}`,
      `2024-03-${String((i % 28) + 1).padStart(2, '0')} 08:00:00`,
    ];
    fields.push(i % 800 === 5 ? 'many' : `${i % 70}.5`, note);
    if (i % 1500 === 7) fields.push('too much');
    lines.push(fields.map((text) => field(text, separator)).join(separator));
    if (i % 2500 === 9) lines.push('');
    if (i % 4000 === 11) lines.push(`u1${separator}"broken"quote${separator}1`);
  }
  return lines.join('\n');
}

const json = (rows: number) =>
  Array.from({ length: rows }, (_, i) =>
    i % 1000 === 8
      ? '{"user_id":'
      : JSON.stringify({
          user_id: `u${i % 300}`,
          time: `2024-05-0${(i % 9) + 1}T00:00:00Z`,
          amount: i,
          tags: ['a', i % 3],
        }),
  ).join('\n');

const everything = (product: Product) => ({
  rows: (warehouse: Warehouse, id: string) =>
    warehouse.read(
      sql`SELECT id, distinct_id, event, time, texts, numbers, times FROM events WHERE source = ${`file:${id}`} ORDER BY id`,
    ),
  rejects: (warehouse: Warehouse, id: string) =>
    warehouse.read(sql`SELECT line, reason, raw FROM rejects WHERE source = ${`file:${id}`} ORDER BY line`),
  product,
});

async function bring(product: Product, warehouse: Warehouse, path: string) {
  const proposed = await product.propose(path);
  const { id } = proposed.file;
  const stop = new AbortController();
  const [preview, counted] = [
    await product.files.preview(product.viewer, id, proposed.layout, proposed.mapping),
    await product.files.dryRun(product.viewer, id, proposed.layout, proposed.mapping, stop.signal),
  ];
  const entry = await product.run(path);
  const { rows, rejects } = everything(product);
  return {
    preview,
    counted,
    ledger: {
      state: entry.state,
      parts: entry.parts > 0,
      rows: entry.rows,
      rejected: entry.rejected,
      fault: entry.fault,
    },
    rows: await rows(warehouse, entry.id),
    rejects: await rejects(warehouse, entry.id),
  };
}

describe('a server that sees none of our files', () => {
  it.each([
    ['orders.csv', () => Buffer.from(table(','))],
    ['orders.tsv', () => Buffer.from(table('\t'))],
    ['orders.csv.gz', () => gzipSync(table(';', 4000))],
    ['events.jsonl', () => Buffer.from(json(9000))],
    ['events.jsonl.gz', () => gzipSync(json(3000))],
  ])(
    'takes the same from %s as the embedded engine, line by line',
    async (name, content) => {
      const path = await own.write(name, content());
      const there = await bring(server, link, path);
      expect(there.ledger).toMatchObject({ state: 'done', fault: null });
      expect(there.rows.length).toBeGreaterThan(2900);
      expect(there.rejects.length).toBeGreaterThan(2);
      expect(there).toEqual(await bring(own, own.warehouse, path));
    },
    60_000,
  );

  it('takes the same from a Parquet file, of any type, packed or not', async () => {
    const path = join(own.dataDir, 'files', 'typed.parquet');
    await own.warehouse.run(sql`INSERT INTO FUNCTION file(${path}, 'Parquet') SELECT concat('u', toString(number % 50)) AS user_id,
      toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + number AS time, toDecimal64(number, 2) / 4 AS amount,
      if(number % 3 = 0, NULL, toInt32(number)) AS maybe, [number, 1] AS list, toDate('2024-02-01') + number % 30 AS day,
      if(number % 5 = 0, nan, number / 3) AS part FROM numbers(5000)`);
    const there = await bring(server, link, path);
    expect(there).toEqual(await bring(own, own.warehouse, path));
    expect(there.ledger).toMatchObject({ state: 'done', rows: 5000, rejected: 0 });
  }, 60_000);

  it('comes to the same rows, each once, when the engine is killed in the middle', async () => {
    const path = await own.write('killed.csv', table(',', 40_000));
    const product = await openTestFiles({ partBytes: PART, warehouse: engine, folder, readsFiles: false });
    const { entry } = await product.start(path);
    for (let round = 0; round < 2; round++) {
      await sleep(200);
      process.kill((await engine.engine())?.pid ?? 0, 'SIGKILL');
      await sleep(600);
    }
    await product.files.runner.settled(entry.id);
    const ended = await product.files.ledger.get(product.viewer.project.id, entry.id);
    expect(ended).toMatchObject({ state: 'done', fault: null });
    const [counted] = await engine.read<{ rows: string; ids: string }>(
      sql`SELECT count() AS rows, uniqExact(id) AS ids FROM events WHERE source = ${`file:${entry.id}`}`,
    );
    expect(counted).toEqual({
      rows: String(ended.rows - ended.rejected),
      ids: String(ended.rows - ended.rejected),
    });
    expect(ended.rows).toBe(40_010);
    await product.close();
  }, 60_000);
});
