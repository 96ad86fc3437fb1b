import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

/** In the fast lane nothing is opened: a test that comes to a process or thread some other way is told where it belongs. */
function belongElsewhere(): never {
  throw new Error(
    'a test of the fast lane opened a process or a thread; add what it imports for that to `openers` in tooling/plan.ts',
  );
}

for (const name of ['spawn', 'spawnSync', 'fork', 'exec', 'execFile'] as const)
  Object.assign(childProcess, { [name]: belongElsewhere });
Object.assign(threads, { Worker: belongElsewhere });
syncBuiltinESMExports();
