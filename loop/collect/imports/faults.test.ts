import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Fault } from '#lib/core';
import { codeOf, openTestFiles } from './testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

const MEGA = 1024 * 1024;
const oldExcel = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]);
const wide = (columns: number) => Array.from({ length: columns }, (_, i) => `c${i}`).join(',');

const bad: [name: string, content: () => string | Buffer, code: string][] = [
  ['one-line.csv', () => 'x'.repeat(3 * MEGA), 'file.no-lines'],
  ['long-row.csv', () => `a,b\n${'x'.repeat(3 * MEGA)}`, 'file.no-lines'],
  ['wide.csv', () => `${wide(10_000)}\n${wide(10_000)}\n`, 'file.many-columns'],
  ['blank.csv', () => '\n\n\n', 'file.empty'],
  ['header.csv', () => 'user_id,time\n', 'file.header-only'],
  ['old.xls', () => oldExcel, 'file.old-excel'],
  ['old.xlsx', () => oldExcel, 'file.old-excel'],
  [
    'list.json',
    () => '[{"user_id":"u1","time":"2024-01-01"},{"user_id":"u2","time":"2024-01-02"}]',
    'file.json-document',
  ],
  ['pretty.json', () => '{\n  "user_id": "u1"\n}\n', 'file.json-document'],
  [
    'page.xls',
    () => '<!DOCTYPE html>\n<html><table><tr><td>u1</td></tr></table></html>',
    'file.unknown-format',
  ],
  ['picture.csv', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file.unknown-format'],
  ['zeros.csv', () => Buffer.alloc(5000), 'file.not-text'],
  [
    'cut-off.csv.gz',
    () =>
      gzipSync(`a,b\n${Array.from({ length: 50_000 }, (_, i) => `${i * 7919},x`).join('\n')}`).subarray(
        0,
        5000,
      ),
    'file.broken-gzip',
  ],
  ['no-table.parquet', () => Buffer.from('PAR1nonsensePAR1'), 'file.broken-parquet'],
  [
    'broken.xlsx',
    () => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('[Content_Types].xml')]),
    'file.unknown-format',
  ],
];

it.each(bad)('says what is wrong with %s', async (name, content, code) => {
  expect(await codeOf(product.propose(await product.write(name, content())))).toBe(code);
});

it('says so when a file is not there or empty', async () => {
  const missing = await product.propose('/no/such/file.csv').catch((error: unknown) => error as Fault);
  expect(missing).toMatchObject({ code: 'file.missing' });
  expect((missing as Fault).say('zh')).toContain('/no/such/file.csv 处没有文件');
  expect((missing as Fault).say('en')).toContain('check how it is spelt');
  expect(await codeOf(product.propose(await product.write('empty.csv', '')))).toBe('file.empty');
  expect(await codeOf(product.files.propose(product.viewer, '../../etc/passwd'))).toBe('file.unknown');
});

it('stops at a zip bomb, and nothing of it stays', async () => {
  const row = Buffer.from(`user_id,time\n${'u1,2024-01-01\n'.repeat(100_000)}`);
  const bomb = gzipSync(Buffer.concat(Array.from({ length: 260 }, () => row)), { level: 9 });
  const done = await product.run(await product.write('bomb.csv.gz', bomb));
  expect(done.state).toBe('failed');
  expect(done.fault?.code).toBe('file.zip-bomb');
  expect(await product.count(done.id)).toMatchObject({ rows: 0 });
});

it('keeps rows with broken characters apart and takes the others', async () => {
  const done = await product.run(
    await product.write(
      'broken.csv',
      Buffer.concat([
        Buffer.from('user_id,time,city\nu1,2024-01-01,上海\nu2,2024-01-02,'),
        Buffer.from([0xe4, 0xb8, 0xff]),
        Buffer.from('\nu3,2024-01-03,北京\n'),
      ]),
    ),
  );
  expect(done).toMatchObject({ state: 'done', rows: 3, rejected: 1 });
  expect((await product.rejects(done.id)).map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'row-not-utf8'],
  ]);
});

it('keeps nothing of an upload that breaks off or finds the disk full', async () => {
  const failing = (code: string) =>
    Readable.from(
      (async function* () {
        yield Buffer.from('user_id,time\n');
        throw Object.assign(new Error(code), { code });
      })(),
    );
  expect(await codeOf(product.files.upload(product.viewer, 'a.csv', failing('ENOSPC')))).toBe(
    'file.disk-full',
  );
  expect(await codeOf(product.files.upload(product.viewer, 'a.csv', failing('ECONNRESET')))).toBe(
    'file.upload-broken',
  );
});

it('refuses columns that could not make events, saying why', async () => {
  const { file, layout, mapping } = await product.propose(
    await product.write('plain.csv', 'user_id,time,amount\nu1,2024-01-01,1\n'),
  );
  const start = (change: Partial<typeof mapping>) =>
    codeOf(product.files.import(product.viewer, file.id, layout, { ...mapping, ...change }, false));
  const without = (role: string) =>
    mapping.columns.map((column) => (column.role === role ? { ...column, role: 'ignore' as const } : column));
  expect(await start({ columns: without('person') })).toBe('file.no-person');
  expect(await start({ columns: without('time') })).toBe('file.no-time');
  expect(
    await start({ columns: [...mapping.columns, { column: 'ghost', role: 'property', type: 'text' }] }),
  ).toBe('file.unknown-column');
  expect(
    await start({ columns: mapping.columns.map((column) => ({ ...column, role: 'person' as const })) }),
  ).toBe('file.bad-mapping');
});

it('asks for the time when an event is named and no column reads as one, instead of making properties of the rows', async () => {
  const path = await product.write('no-time.csv', 'user_id,when,city\nu1,some day,上海\nu2,later,北京\n');
  expect(await codeOf(product.propose(path, {}, { event: 'order' }))).toBe('file.no-time');
  expect(await codeOf(product.propose(path, {}, { eventColumn: 'city' }))).toBe('file.no-time');
  const { mapping } = await product.propose(path);
  expect([mapping.event, mapping.columns.map(({ role }) => role)]).toEqual([
    null,
    ['person', 'trait', 'trait'],
  ]);
});
