import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { buildServer } from './build-server.mjs';

const emptyRows = fileURLToPath(new URL('../dist/empty-rows.tar', import.meta.url));

/** Tests run against the engine's process as it is shipped, and start their PGlite from a dump made once. */
export async function setup(): Promise<void> {
  await buildServer(['engine', 'rows', 'science', 'workbook', 'answers']);
  if (existsSync(emptyRows)) return;
  const rows = await PGlite.create();
  const dump = await rows.dumpDataDir('none');
  await rows.close();
  writeFileSync(`${emptyRows}.${process.pid}`, Buffer.from(await dump.arrayBuffer()));
  renameSync(`${emptyRows}.${process.pid}`, emptyRows);
}
