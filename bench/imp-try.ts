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
  const src2 = (p: any) => p.firstLine === undefined ? src(p.path) : new Sql([`(SELECT assumeNotNull(_row_number) + ${p.firstLine} AS line, * FROM file('${p.path}', 'CSV', '${[...cols, 'extra String'].join(', ')}'))`], []);
  await show('read', each((p) => nul(sql`SELECT * FROM ${src2(p)}`)));
  const ev = sql`project, time, event, id, distinct_id, texts, numbers, times, source, received`;
  const t = (name: string, extra: Sql) => show('file_rows ' + name, each((p) => sql`INSERT INTO file_rows (${all}) SELECT ${all} FROM (${compiled(p, true, src2(p))}) SETTINGS ${settings}${extra}`));
  await t('w', w);
  await t('default', sql`, insert_deduplicate = 0`);
  await show('know', () => columns.run(sql`INSERT INTO known_users (project, person) SELECT DISTINCT project, person FROM events WHERE project = 1 AND source != ''`));
  await show('direct w', each((p) => sql`INSERT INTO events (${ev}) SELECT ${ev} FROM (${compiled(p, false, src2(p))}) WHERE reason = '' SETTINGS ${settings}${w}`));
  await t('w no parallel views', sql`, insert_deduplicate = 0, max_insert_threads = 2, min_insert_block_size_rows = 500000, min_insert_block_size_bytes = 134217728`);
  await t('w small blocks', sql`, insert_deduplicate = 0, max_insert_threads = 2, min_insert_block_size_rows = 100000, min_insert_block_size_bytes = 134217728`);
  await product.close();
}
