import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import { openTestFiles } from '../loop/collect/files/testing.ts';
import { cut } from '../loop/collect/files/cut.ts';
import { selectOf } from '../loop/collect/files/write-part.ts';
import { rowColumns } from '../loop/collect/files/compile.ts';
import { ownTime, timeOf } from './processor-time.ts';
import { orders } from './import.ts';
export async function go() {
  const product = await openTestFiles();
  const { columns, dataDir, files, viewer } = product;
  const path = join(dataDir, 'orders.csv');
  await columns.run(orders(1_000_000, path));
  const { pid } = (await columns.engine()) ?? { pid: 0 };
  const taken = await files.take(viewer, path);
  const { layout, mapping } = await files.propose(viewer, taken.id, {}, {});
  console.log(JSON.stringify(mapping));
  const { entry } = await (files as any).draft(viewer, taken.id, layout, mapping);
  const tables = (files as any).tables;
  const settings = tables.settings(layout);
  const show = async (name: string, work: () => Promise<unknown>, n = 2) => {
    let best = [1e9, 1e9, 1e9];
    for (let i = 0; i < n; i++) {
      const [c, o, e] = [performance.now(), ownTime(), timeOf(pid)];
      await work();
      best = [Math.min(best[0]!, performance.now() - c), Math.min(best[1]!, ownTime() - o), Math.min(best[2]!, timeOf(pid) - e)];
    }
    console.log(name.padEnd(40), 'wall', Math.round(best[0]!), 'node', Math.round(best[1]!), 'engine', best[2]);
  };
  const file = await files.shelf.get(viewer.project.id, taken.id);
  const parts: any[] = [];
  await show('cut', async () => { parts.length = 0; for await (const part of cut(file, layout, { folder: join(dataDir, 'cutting'), columns: entry.columns.names })) parts.push(part); });
  console.log(parts.length, 'parts');
  const n = entry.columns.names.length;
  const cols = Array.from({ length: n }, (_, i) => `c${i + 1} String`);
  const src = (p: string) => new Sql([`file('${p}', 'CSV', '${['line UInt64', ...cols, 'extra String'].join(', ')}')`], []);
  const each = (f: (p: any) => any) => async () => { for (const p of parts) await columns.run(f(p)); };
  const nul = (inner: Sql, more = sql``) => sql`SELECT * FROM (${inner}) SETTINGS ${settings}${more} FORMAT Null`;
  const all = sql.join(rowColumns.map((x) => sql.name(x)));
  const w = sql`, insert_deduplicate = 0, max_insert_threads = 2, parallel_view_processing = 1, min_insert_block_size_rows = 500000, min_insert_block_size_bytes = 134217728`;
  const compiled = (p: any, raw = true, c: any = src(p.path)) => selectOf(entry, c, new Date(entry.started), raw);
  await show('read raw strings', each((p) => nul(sql`SELECT * FROM ${src(p.path)}`)));
  const orig = new Sql([`file('${path}', 'CSV', '${cols.join(', ')}')`], []);
  await show('read orig strings', () => columns.run(nul(sql`SELECT * FROM ${orig}`)));
  await show('read orig strings +_row_number', () => columns.run(nul(sql`SELECT *, _row_number FROM ${orig}`)));
  await show('compiled, no raw', each((p) => nul(compiled(p, false))));
  await show('compiled', each((p) => nul(compiled(p))));
  await show('into file_rows', each((p) => sql`INSERT INTO file_rows (${all}) SELECT ${all} FROM (${compiled(p)}) SETTINGS ${settings}${w}`));
  const ev = sql`project, time, event, id, distinct_id, texts, numbers, times, source, received`;
  await show('into events direct', each((p) => sql`INSERT INTO events (${ev}) SELECT ${ev} FROM (${compiled(p, false)}) WHERE reason = '' SETTINGS ${settings}${w}`));
  await show('into events direct, 1 thread', each((p) => sql`INSERT INTO events (${ev}) SELECT ${ev} FROM (${compiled(p, false)}) WHERE reason = '' SETTINGS ${settings}, insert_deduplicate = 0, max_insert_threads = 1`));
  const skip = sql`, input_format_csv_skip_first_lines = 1`;
  await show('raw events', () => columns.run(sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers, source, received)
SELECT 1, moment, '下单', sipHash64('raw', rowNumberInAllBlocks()), who, map('商品', product, '城市', city),
  map('件数', toFloat64(pieces), '金额', amount), 'raw', now64(3) FROM file(${path}, 'CSV', 'who String, moment DateTime(\\'UTC\\'), product String, city String, pieces UInt32, amount Float64') SETTINGS input_format_csv_skip_first_lines = 1`));
  await show('raw select to null', () => columns.run(sql`SELECT 1, moment, '下单', sipHash64('raw', rowNumberInAllBlocks()), who, map('商品', product, '城市', city),
  map('件数', toFloat64(pieces), '金额', amount), 'raw', now64(3) FROM file(${path}, 'CSV', 'who String, moment DateTime(\\'UTC\\'), product String, city String, pieces UInt32, amount Float64') SETTINGS input_format_csv_skip_first_lines = 1 FORMAT Null`));
  const p0 = parts[0];
  const bit = (name: string, e: Sql) => show(name, each((p) => nul(sql`SELECT ${e} FROM ${src(p.path)}`)));
  await bit('trim', sql`trimBoth(c1)`);
  await bit('moment', sql`parseDateTime64BestEffortOrNull(c2, 3, 'UTC')`);
  await bit('moment guard', sql`if(length(trimBoth(c2)) < 8, NULL, parseDateTime64BestEffortOrNull(trimBoth(c2), 3, 'UTC'))`);
  await bit('parseDateTimeOrNull', sql`toDateTime64OrNull(c2, 3, 'UTC')`);
  await bit('cast DateTime accurateCastOrNull', sql`toDateTimeOrNull(c2, 'UTC')`);
  await bit('lower in', sql`lower(c1) IN ('a','b','null','none','undefined','nan','0')`);
  await bit('lengthUTF8', sql`lengthUTF8(c1)`);
  await bit('siphash', sql`sipHash64('abcdef', line)`);
  await bit('float or default', sql`toFloat64OrDefault(c6, nan)`);
  await bit('float or zero', sql`toFloat64OrNull(c6)`);
  await bit('map 4 texts', sql`map('a', c3, 'b', c4, 'c', c5, 'd', c6)`);
  await bit('map 4 texts low', sql`map(toLowCardinality('a'), c3, toLowCardinality('b'), c4, toLowCardinality('c'), c5, toLowCardinality('d'), c6)`);
  await bit('map 4 texts mapFilter', sql`mapFilter((k,v) -> v != '', map(toLowCardinality('a'), c3, toLowCardinality('b'), c4, toLowCardinality('c'), c5, toLowCardinality('d'), c6))`);
  await bit('map 2 texts low', sql`map(toLowCardinality('a'), c3, toLowCardinality('b'), c4)`);
  await bit('map 2 cast', sql`CAST(map('a', c3, 'b', c4), 'Map(LowCardinality(String), String)')`);
  await bit('mapFromArrays const', sql`mapFromArrays(CAST(['a', 'b'], 'Array(LowCardinality(String))'), [c3, c4])`);
  await bit('count only', sql`line`);
  console.log(p0.path, compiled(p0).text ?? compiled(p0));
  await product.close();
}
