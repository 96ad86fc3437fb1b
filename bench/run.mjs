/** `npm run bench [-- events …] [--folder path] [--runs n] [--only name] [--write docs/performance.md]`: bundles the bench and runs it. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildServer } from '../house/build-server.mjs';

await buildServer(['engine']);
await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: { bench: 'bench/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
const { main } = await import('../dist/bench.js');
await main(process.argv.slice(2));
process.exit(); // the engine inside this process keeps threads of its own
