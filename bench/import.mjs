/** How fast a file of orders is imported, beside the bare engine. `node bench/import.mjs [rows] [rounds]` */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildServer } from '../house/build-server.mjs';

await buildServer(['engine']);
await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: { 'bench-import': 'bench/import.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
});
const { importBench } = await import('../dist/bench-import.js');
const [rows = 2_000_000, rounds = 5] = process.argv.slice(2).map(Number);
await importBench(rows, rounds);
process.exit(0);
