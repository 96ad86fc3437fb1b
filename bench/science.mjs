/**
 * `npm run bench:science [-- section …] [--write docs/science.md]`: bundles the bench of lib/science and runs it,
 * each section in a process of its own, so that one's memory does not weigh on the next.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

process.env.LINGER_SHARED ??= fileURLToPath(new URL('../../shared', import.meta.url));
await buildServer(['science']);
const script = await bundle('bench-science', 'bench/science/main.ts');
const { chosen } = await import(script);
const { names, write } = chosen(process.argv.slice(2));
for (const name of names) {
  const { status } = spawnSync(process.execPath, [script, name, ...(write ? ['--write', write] : [])], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
