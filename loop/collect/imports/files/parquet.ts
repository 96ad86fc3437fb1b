import { createWriteStream } from 'node:fs';
import { copyFile, link, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { EngineSettings, ReadOptions, Warehouse } from '#lib/store';
import { brokenParquet, headerOnly, manyColumns } from '../faults.ts';
import { type Layout, MAX_COLUMNS } from '../mapping/mapping.ts';
import type { Sample } from '../propose/sample.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { textBytes } from './text-bytes.ts';

/** Rows of a Parquet file that are read in one go. */
export const PARQUET_ROWS = 2_000_000;
const SAMPLED = 1000;
/** What a file may make its reader take, whatever its footer says. */
const boundedRead: ReadOptions = { settings: { max_memory_usage: String(1024 ** 3), max_threads: 4 } };
const LATER = 300;

interface Described {
  readonly name: string;
  readonly type: string;
}

/** A place for the file where the engine may read it: below the data folder, unpacked. */
export async function parquetPath(fileStore: FileStore, file: StoredFile, layout: Layout): Promise<string> {
  if (file.uploaded && !layout.gzip) return file.path;
  const path = fileStore.beside(file, 'table.parquet');
  if (await stat(path).catch(() => undefined)) return path;
  if (layout.gzip)
    await pipeline(Readable.from(textBytes(file, layout)), createWriteStream(path, { mode: 0o600 }));
  else await link(file.path, path).catch(() => copyFile(file.path, path));
  return path;
}

/** The columns of a Parquet file with their types. */
export async function describeParquet(
  warehouse: Warehouse,
  file: StoredFile,
  path: string,
): Promise<Described[]> {
  const described = await guarded(file, () =>
    warehouse.read<Described>(sql`DESCRIBE TABLE file(${path}, 'Parquet')`, boundedRead),
  );
  if (described.length > MAX_COLUMNS)
    throw manyColumns({ name: file.name, found: described.length, limit: MAX_COLUMNS });
  const told = await toldTypes(warehouse, file, path);
  return described.map(({ name, type }) => {
    const logical = told.get(name) ?? '';
    if (logical.startsWith('Time(')) return { name, type: CLOCK };
    const local = /^Timestamp\(.*isAdjustedToUTC=false/.test(logical);
    return { name, type: local ? type.replace(", 'UTC'", '') : type };
  });
}

/** A time of day, which the engine describes as a moment of 1970. */
const CLOCK = 'Clock';

/**
 * What the file itself says its columns are. Times without a zone, as pandas and DuckDB write them, the engine describes as UTC,
 * which they are not.
 */
async function toldTypes(warehouse: Warehouse, file: StoredFile, path: string): Promise<Map<string, string>> {
  const found = await guarded(file, () =>
    warehouse.read<{ name: string; logical: string }>(
      sql`SELECT tupleElement(part, 'path') AS name,
      tupleElement(part, 'logical_type') AS logical FROM (SELECT arrayJoin(columns) AS part FROM file(${path}, 'ParquetMetadata'))`,
      boundedRead,
    ),
  );
  return new Map(found.map(({ name, logical }) => [name, logical]));
}

export async function countParquet(warehouse: Warehouse, file: StoredFile, path: string): Promise<number> {
  const [row] = await guarded(file, () =>
    warehouse.read<{ rows: string }>(
      sql`SELECT toString(count()) AS rows FROM file(${path}, 'Parquet')`,
      boundedRead,
    ),
  );
  return Number(row?.rows ?? 0);
}

/** Some rows as text. */
export async function sampleParquet(warehouse: Warehouse, file: StoredFile, path: string): Promise<Sample> {
  const described = await describeParquet(warehouse, file, path);
  const total = await countParquet(warehouse, file, path);
  if (total === 0) throw headerOnly({ name: file.name });
  const read = async (from: number, to: number) => {
    const fields = sql.join(described.map((_, at) => sql.name(`c${at + 1}`)));
    const source = parquetSource(path, described, { from, to });
    const rows = await guarded(file, () =>
      warehouse.read<{ fields: string[] }>(
        sql`SELECT [${fields}] AS fields FROM ${source} ORDER BY line`,
        boundedRead,
      ),
    );
    // what the file says of its length is not so
    if (rows.length < Math.min(to, total) - from) throw brokenParquet({ name: file.name });
    return rows.map((row) => row.fields);
  };
  const middle = Math.max(SAMPLED, Math.floor(total / 2));
  const last = Math.max(SAMPLED, total - LATER);
  const later = [...(await read(middle, middle + LATER)), ...(await read(last, total))];
  return { columns: described.map(({ name }) => name), rows: await read(0, SAMPLED), later };
}

/** The same rows, to be sent to the engine that keeps them. */
export async function parquetStream(
  reader: Warehouse,
  file: StoredFile,
  path: string,
  {
    described,
    range,
    blockRows,
  }: { described: readonly Described[]; range: { from: number; to: number }; blockRows: number },
): Promise<Readable> {
  const fields = described.map((_, at) => {
    const name = sql.name(`c${at + 1}`);
    return sql`CAST(t.${name}, 'String') AS ${name}`;
  });
  const from = parquetSource(path, described, range);
  const select = sql`SELECT toUInt64(assumeNotNull(t.line)) AS line, ${sql.join(fields)}, t.extra AS extra FROM ${from} AS t`;
  const rows = await guarded(file, () =>
    reader.bytes(select, 'Native', { settings: { ...boundedRead.settings, ...blocksOf(blockRows) } }),
  );
  return Readable.from(orBroken(file, rows), { objectMode: false });
}

/** A block comes to the engine as it is sent; of long rows it has fewer. */
function blocksOf(rows: number): EngineSettings {
  return {
    max_block_size: rows,
    input_format_parquet_max_block_size: rows,
    input_format_parquet_prefer_block_bytes: rows * 256,
  };
}

async function* orBroken({ name }: StoredFile, rows: Readable): AsyncGenerator<Buffer> {
  try {
    yield* rows;
  } catch (error) {
    throw brokenParquet({ name }, error);
  }
}

/** Rows of a Parquet file as text fields, with their numbers from one on. */
function parquetSource(
  path: string,
  described: readonly Described[],
  { from, to }: { from: number; to: number },
): Sql {
  const fields = described.map(
    ({ name, type }, at) => sql`${textOf(sql.name(name), type)} AS ${sql.name(`c${at + 1}`)}`,
  );
  return sql`(SELECT _row_number + 1 AS line, ${sql.join(fields)}, '' AS extra FROM file(${path}, 'Parquet')
    WHERE _row_number >= ${sql.integer(from)} AND _row_number < ${sql.integer(to)})`;
}

function textOf(column: Sql, type: string): Sql {
  if (type === CLOCK) return sql`ifNull(substring(toString(${column}), 12, 8), '')`;
  const parts = type.replace(/^Nullable\((.*)\)$/, '$1');
  if (/^Float/.test(parts)) return sql`if(isFinite(${column}), ifNull(toString(${column}), ''), '')`;
  if (/^DateTime/.test(parts)) {
    return /'UTC'/.test(parts)
      ? sql`ifNull(concat(toString(${column}), 'Z'), '')`
      : sql`ifNull(toString(${column}), '')`;
  }
  if (/^(Array|Tuple|Map)\(/.test(parts)) return sql`toJSONString(${column})`;
  return sql`ifNull(toValidUTF8(toString(${column})), '')`;
}

/** What the reader does not survive twice is no fault of the reader. */
async function guarded<T>({ name }: StoredFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work().catch((error: unknown) => {
      if (error instanceof Fault && AWAY.test(error.code)) return work();
      throw error;
    });
  } catch (error) {
    if (!(error instanceof Fault) || !(AWAY.test(error.code) || READ_BADLY.test(error.code))) throw error;
    throw brokenParquet({ name }, error);
  }
}

const AWAY = /engine-(restarting|down|silent)/;
const READ_BADLY = /refused|bad-rows|out-of-memory|took-too-long|too-complex/;
