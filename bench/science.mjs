/** `npm run bench:science [-- section …] [--write docs/science.md]`: bundles the bench of lib/science and runs it. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildServer } from '../house/build-server.mjs';

process.env.LINGER_SHARED ??= fileURLToPath(new URL('../../shared', import.meta.url));
await buildServer(['science']);
await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: { 'bench-science': 'bench/science/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
const { main } = await import('../dist/bench-science.js');
await main(process.argv.slice(2));
