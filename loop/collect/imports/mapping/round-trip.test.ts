import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { sql } from '#lib/sql';
import { type Arrived, openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

const rows = [
  ['用户ID', '下单时间', '金额', '城市', '备注'],
  ['u1', '2024-03-01 09:30:00', '12.5', '上海', '好,"快"'],
  ['u2', '2024-03-02 10:00:00', '7', '北京', '多行\n备注'],
  ['u1', '2024-03-03 11:15:30', '0.25', '上海', ''],
];
const quoted = (separator: string) =>
  rows
    .map((row) =>
      row
        .map((field) => (/["\n,;|\t]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
        .join(separator),
    )
    .join('\r\n');

/** The second field of the note is a line break, which a row of JSON or a sheet keeps too. */
const wanted: Arrived[] = [
  ['u1', '2024-03-01T09:30:00.000Z', 12.5, '上海', '好,"快"'],
  ['u2', '2024-03-02T10:00:00.000Z', 7, '北京', '多行\n备注'],
  ['u1', '2024-03-03T11:15:30.000Z', 0.25, '上海', ''],
].map(([person, time, amount, city, note]) => ({
  person: String(person),
  event: '下单',
  time: String(time),
  texts: { 城市: String(city), ...(note === '' ? {} : { 备注: String(note) }) },
  numbers: { 金额: Number(amount) },
  times: {},
}));

/** What Chinese programs write; the runtime only reads it. */
function gbk(text: string): Buffer {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const letter = decoder.decode(Uint8Array.of(high, low));
      if (letter.length === 1 && !table.has(letter)) table.set(letter, [high, low]);
    }
  return Buffer.from(
    [...text].flatMap((letter) =>
      letter.charCodeAt(0) < 128 ? [letter.charCodeAt(0)] : (table.get(letter) ?? [63]),
    ),
  );
}

const utf16be = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
const json = rows
  .slice(1)
  .map((row) =>
    JSON.stringify(
      Object.fromEntries(row.map((field, at) => [rows[0]![at], at === 2 ? Number(field) : field])),
    ),
  )
  .join('\n');

const texts: [name: string, content: () => Buffer][] = [
  ['utf-8.csv', () => Buffer.from(quoted(','))],
  ['utf-8-with-mark.csv', () => Buffer.from(`\uFEFF${quoted(',')}\r\n`)],
  ['mac.csv', () => Buffer.from(quoted(',').replaceAll('\r\n', '\r'))],
  ['zeros-at-the-end.csv', () => Buffer.from(`${quoted(',')}\r\n\0\0`)],
  ['separator-named.csv', () => Buffer.from(`\uFEFFsep=;\r\n${quoted(';')}`)],
  ['semicolons.csv', () => Buffer.from(quoted(';'))],
  ['bars.txt', () => Buffer.from(quoted('|'))],
  ['tabs.tsv', () => Buffer.from(quoted('\t'))],
  ['gbk.csv', () => gbk(quoted(','))],
  ['utf-16le.csv', () => Buffer.from(`\uFEFF${quoted('\t')}`, 'utf16le')],
  ['utf-16be.csv', () => utf16be(quoted(','))],
  ['lines.jsonl', () => Buffer.from(json)],
  ['named-wrongly.xlsx', () => Buffer.from(quoted(','))],
];

it.each(texts)('brings %s in as it is, packed or not', async (name, content) => {
  const plain = await product.run(await product.write(name, content()));
  expect(plain.fault).toBeNull();
  expect(await product.events(plain.id)).toEqual(wanted);
  const packed = await product.run(await product.write(`${name}.gz`, gzipSync(content())));
  expect(await product.events(packed.id)).toEqual(wanted);
});

it('brings the sheet of a workbook in that is named', async () => {
  const cells = (table: readonly string[][]) =>
    table.map((row, line) =>
      row.map((field, at) => ({ value: at === 2 && line > 0 ? Number(field) : field || undefined })),
    );
  const other = [
    ['用户ID', '时间'],
    ['x', '2024-01-01'],
  ];
  const book = await writeWorkbook([
    { data: cells(other), sheet: '其他' },
    { data: cells(rows), sheet: '订单' },
  ]).toBuffer();
  const path = await product.write('book.xlsx', book);
  const { sheets } = await product.propose(path);
  expect(sheets).toEqual([
    { name: '其他', rows: 2, width: 2 },
    { name: '订单', rows: 4, width: 5 },
  ]);
  const done = await product.run(path, { sheet: '订单' });
  expect(done.fault).toBeNull();
  expect(await product.events(done.id)).toEqual(wanted);
});

it('brings a Parquet file in, packed or not', async () => {
  const path = `${product.dataDir}/files/made.parquet`;
  await product.warehouse.run(sql`INSERT INTO FUNCTION file(${path}, 'Parquet') SELECT concat('p', toString(number)) AS user_id,
    toDateTime64('2024-05-01 00:00:00', 3, 'UTC') + number * 3600 AS event_time, if(number = 2, NULL, number * 1.5) AS amount, number % 2 = 0 AS gift FROM numbers(4)`);
  const { readFile } = await import('node:fs/promises');
  for (const [name, pack] of [
    ['a.parquet', (bytes: Buffer) => bytes],
    ['a.parquet.gz', gzipSync],
  ] as const) {
    const done = await product.run(await product.write(name, pack(await readFile(path))));
    expect(done.fault).toBeNull();
    expect(
      (await product.events(done.id)).map(({ person, time, numbers }) => [person, time, numbers.amount]),
    ).toEqual([
      ['p0', '2024-05-01T00:00:00.000Z', 0],
      ['p1', '2024-05-01T01:00:00.000Z', 1.5],
      ['p2', '2024-05-01T02:00:00.000Z', undefined],
      ['p3', '2024-05-01T03:00:00.000Z', 4.5],
    ]);
  }
});

it('reads times of a Parquet file that have no zone in the zone given, and others as they are', async () => {
  const path = `${product.dataDir}/files/zones.parquet`;
  const database = await (await DuckDBInstance.create(':memory:')).connect();
  await database.run(`COPY (SELECT 'u1' AS user_id, TIMESTAMP '2024-05-01 08:00:00' AS time, TIMESTAMPTZ '2024-05-01 08:00:00+00' AS seen)
    TO '${path}' (FORMAT parquet)`);
  const done = await product.run(path, {}, { timeZone: 'Asia/Shanghai' });
  const [event] = await product.events(done.id);
  expect([event?.time, event?.times]).toEqual([
    '2024-05-01T00:00:00.000Z',
    { seen: '2024-05-01T08:00:00.000Z' },
  ]);
});
