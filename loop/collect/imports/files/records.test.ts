import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { separators } from '../mapping/layout-names.ts';
import { type Layout, layout } from '../mapping/mapping.ts';
import { cut } from '../runs/cut.ts';
import { openTestFiles } from '../testing.ts';
import type { StoredFile } from './file-store.ts';
import { FileStore } from './file-store.ts';
import { Tables } from './file-tables.ts';
import { RecordFinder } from './records.ts';

function rowsOf(text: string, chunk = 1000): { line: number; text: string; bad?: string }[] {
  const finder = new RecordFinder({ separator: ',', quote: '"', escapeMark: undefined });
  const bytes = Buffer.from(text);
  const found: { line: number; text: string; bad?: string }[] = [];
  const take = (part: Buffer, last: boolean) => {
    const { bytes, records } = finder.take(part, last);
    for (const { start, end, line, bad } of records)
      found.push({ line, text: bytes.toString('utf8', start, end), ...(bad ? { bad } : {}) });
  };
  for (let at = 0; at < bytes.length; at += chunk) take(bytes.subarray(at, at + chunk), false);
  take(Buffer.alloc(0), true);
  return found;
}

describe('rows of a text', () => {
  it('end at line ends outside quotes and know their first line, wherever the blocks are cut', () => {
    const text = 'a,b\r\n\r\n"x\ny",2\r\nlast,"q""q"';
    const wanted = [
      { line: 1, text: 'a,b' },
      { line: 3, text: '"x\ny",2' },
      { line: 5, text: 'last,"q""q"' },
    ];
    for (let chunk = 1; chunk <= text.length; chunk++) expect(rowsOf(text, chunk)).toEqual(wanted);
  });

  it('spoil only themselves by a stray quote', () => {
    expect(rowsOf('a,"b"c,1\nd,5" pipe,2\n"e,3\nf,4\n')).toEqual([
      { line: 1, text: 'a,"b"c,1', bad: 'row-bad-quotes' },
      { line: 2, text: 'd,5" pipe,2' },
      { line: 3, text: '"e,3', bad: 'row-bad-quotes' },
      { line: 4, text: 'f,4' },
    ]);
  });

  it('are passed over when they are longer than any row can be', () => {
    const found = rowsOf(`a,1\n${'x'.repeat(3_000_000)}\nb,2\n`, 65_536);
    expect(found.map(({ line, bad }) => [line, bad])).toEqual([
      [1, undefined],
      [2, 'row-too-long'],
      [3, undefined],
    ]);
  });
});

describe('tables of any text', () => {
  let product: Awaited<ReturnType<typeof openTestFiles>>;
  let folder: string;
  beforeAll(async () => {
    product = await openTestFiles();
    folder = await mkdtemp(join(tmpdir(), 'linger-cut-'));
  });
  afterAll(async () => {
    await product.close();
    await rm(folder, { recursive: true });
  });

  const field = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '\\', 'N', "'", '上', 'a'),
      maxLength: 10,
    }),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );

  /** As a careful program writes them: in quotes whatever could be misread. */
  const written = (rows: readonly string[][], separator: string) =>
    rows
      .map((row) =>
        row
          .map((text) => (/^[a-z0-9]+$/i.test(text) ? text : `"${text.replaceAll('"', '""')}"`))
          .join(separator),
      )
      .join('\n');

  it('come back equal through the engine', async () => {
    const tables = new Tables(new FileStore(folder), true);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...separators), async (given, separator) => {
        const rows = given.map((row) => row.map((text) => text.replaceAll('\0', '')));
        const path = join(folder, `table-${run++}.csv`);
        await writeFile(path, written(rows, separator));
        const names = rows[0]!.map((_, at) => `c${at}`);
        const given_layout: Layout = layout.parse({ format: 'csv', separator, header: false });
        const read: string[][] = [];
        for await (const part of tables.partsAhead(stored(path), given_layout, {
          columns: names,
          job: `job-${run}`,
        })) {
          expect(part.bad).toEqual([]);
          const fields = sql.join(names.map((_, at) => sql.name(`c${at + 1}`)));
          const found = await product.warehouse.read<{ fields: string[] }>(
            sql`SELECT [${fields}] AS fields FROM ${part.from} ORDER BY line`,
            { settings: tables.settings(given_layout) },
          );
          read.push(...found.map(({ fields }) => fields));
        }
        expect(read).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('keep the numbers of their lines where those are not written down, and where rows are missing', async () => {
    const path = join(folder, 'numbered.csv');
    const rows = Array.from({ length: 300_000 }, (_, at) => `${at + 2},${'x'.repeat(80)}`);
    rows[200_000] = '';
    rows[200_001] = '200003,"x\ny"';
    rows.splice(200_002, 1);
    await writeFile(path, `line,text\n${rows.join('\r\n')}\r\n`);
    const tables = new Tables(new FileStore(folder), true);
    const given = layout.parse({ format: 'csv' });
    const numbered: boolean[] = [];
    let [seen, wrong] = [0, 0];
    for await (const part of tables.partsAhead(stored(path), given, {
      columns: ['line', 'text'],
      job: 'lines',
    })) {
      const [counted] = await product.warehouse.read<{ rows: string; wrong: string }>(
        sql`SELECT toString(count()) AS rows, toString(countIf(line != toUInt64(c1))) AS wrong FROM ${part.from}`,
        { settings: tables.settings(given) },
      );
      seen += Number(counted?.rows);
      wrong += Number(counted?.wrong);
      numbered.push(part.from.pieces.join('').includes('_row_number'));
    }
    expect([seen, wrong]).toEqual([299_998, 0]);
    expect(numbered).toEqual([true, false]);
  });

  it('are cut the same way each time, between rows', async () => {
    const path = join(folder, 'long.csv');
    await writeFile(path, Array.from({ length: 5000 }, (_, i) => `${i},"a\n""b""",x`).join('\n'));
    const layouts = layout.parse({ format: 'csv', header: false });
    const parts: number[][] = [];
    for (const from of [0, 3]) {
      const sizes: number[] = [];
      for await (const { rows, bad } of cut(stored(path), layouts, {
        folder: join(folder, 'parts'),
        columns: ['a', 'b', 'c'],
        from,
        partBytes: 20_000,
      })) {
        expect(bad).toEqual([]);
        sizes.push(rows);
      }
      parts.push(sizes);
    }
    expect(parts[0]).toEqual(parts[1]);
    expect(parts[0]!.length).toBeGreaterThan(3);
    expect(parts[0]!.reduce((a, b) => a + b)).toBe(5000);
  });
});

function stored(path: string): StoredFile {
  return {
    id: 'test',
    project: 1,
    name: 'test.csv',
    path,
    bytes: 0,
    fingerprint: '',
    changed: 0,
    uploaded: false,
  };
}
