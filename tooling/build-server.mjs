import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = {
  engine: 'lib/store/engine/main.ts',
  rows: 'lib/store/database/pglite/thread.ts',
  science: 'lib/science/parallel/worker.ts',
  workbook: 'loop/collect/imports/files/workbook/main.ts',
  answers: 'loop/ask/compose/worker.ts',
  linger: 'app/command/main.ts',
};

/** How TypeScript becomes what Node runs: into `dist/`, packages left where they are. */
export const nodeBundle = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
};

/**
 * Bundles what runs in Node: each named entry that exists becomes `dist/<name>.js`.
 * A file is replaced in one step and only when it changed, since engines may be starting from it.
 */
export async function buildServer(names = Object.keys(entries)) {
  const present = Object.entries(entries).filter(
    ([name, source]) => names.includes(name) && existsSync(`${root}${source}`),
  );
  const { outputFiles } = await build({
    ...nodeBundle,
    entryPoints: Object.fromEntries(present),
    write: false,
  });
  mkdirSync(`${root}dist`, { recursive: true });
  for (const { path, contents } of outputFiles) {
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer();
