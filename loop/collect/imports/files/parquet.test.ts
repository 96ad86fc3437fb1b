import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { codeOf, openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
let good: Buffer;
let engine: number | undefined;
const ROWS = 50_000;

beforeAll(async () => {
  product = await openTestFiles();
  const path = join(product.dataDir, 'files', 'good.parquet');
  await product.warehouse.run(sql`INSERT INTO FUNCTION file(${path}, 'Parquet') SELECT concat('u', toString(number % 500)) AS user_id,
    toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + number AS time, number * 1.5 AS amount, concat('note ', toString(cityHash64(number))) AS note
    FROM numbers(${sql.integer(ROWS)}) SETTINGS output_format_parquet_row_group_size = 10000`);
  good = await readFile(path);
  engine = (await product.warehouse.engine())?.pid;
});
afterAll(() => product.close());

/** The file with a byte changed. */
function flipped(at: number): Buffer {
  const bytes = Buffer.from(good);
  bytes[at] = bytes[at]! ^ 0xff;
  return bytes;
}

it('keeps the engine of the data out of what a Parquet file does', async () => {
  const done = await product.run(await product.write('whole.parquet', good));
  expect(done).toMatchObject({ state: 'done', rows: ROWS, rejected: 0, fault: null });
  expect(await product.count(done.id)).toEqual({ rows: ROWS, ids: ROWS, people: 500 });
});

it('refuses a file that is cut off', async () => {
  for (const length of [good.length - 1, good.length - 100, good.length >> 1, 4, 12]) {
    const bytes = Buffer.concat([good.subarray(0, length), Buffer.from('PAR1')]);
    expect(await codeOf(product.propose(await product.write('cut.parquet', bytes))), String(length)).toBe(
      'file.broken-parquet',
    );
  }
});

it('refuses a broken file or imports it, at once, and everything goes on', async () => {
  const footer = good.readUInt32LE(good.length - 8);
  const inFooter = Array.from(
    { length: 24 },
    (_, at) => good.length - 8 - Math.floor((footer * (at + 1)) / 25),
  );
  const inPages = Array.from({ length: 12 }, (_, at) => 5 + Math.floor(((good.length - footer) * at) / 12));
  for (const at of [...inFooter, ...inPages]) {
    const path = await product.write(`flip-${at}.parquet`, flipped(at));
    const proposed = await product.propose(path).catch((error: unknown) => error as Error & { code: string });
    if (proposed instanceof Error) {
      expect(proposed.code, `byte ${at}`).toMatch(/^file\./);
      continue;
    }
    const refused = await codeOf(
      product.files
        .import(product.viewer, proposed.file.id, proposed.layout, proposed.mapping, true)
        .then(async ({ entry }) => {
          await product.files.runner.settled(entry.id);
          const { state, fault } = await product.files.ledger.get(product.viewer.project.id, entry.id);
          if (state === 'failed') expect(fault?.code, `byte ${at}`).toMatch(/^file\./);
          else expect(state, `byte ${at}`).toBe('done');
        }),
    );
    expect(refused, `byte ${at}`).toMatch(/^(no fault|file\..*)$/);
  }
  expect((await product.warehouse.engine())?.pid).toBe(engine);
  const done = await product.run(await product.write('after.parquet', good));
  expect(done).toMatchObject({ state: 'done', rows: ROWS });
}, 300_000);

it('does not believe a file that it has more rows than it has', async () => {
  const count = Buffer.from([0x16, 0xa0, 0x8d, 0x06]);
  const at = good.lastIndexOf(count);
  expect(at).toBeGreaterThan(0);
  const lying = Buffer.concat([
    good.subarray(0, at),
    Buffer.from([0x16, 0xa0, 0x8d, 0x86, 0x80, 0x01]),
    good.subarray(at + 4, good.length - 8),
    Buffer.alloc(4),
    Buffer.from('PAR1'),
  ]);
  lying.writeUInt32LE(good.readUInt32LE(good.length - 8) + 2, lying.length - 8);
  expect(await codeOf(product.propose(await product.write('lying.parquet', lying)))).toBe(
    'file.broken-parquet',
  );
});
