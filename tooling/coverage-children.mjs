// Loaded before anything else by tests that measure coverage, and by every Node process that they start, however deep:
// V8 writes what was run there into one folder, whatever variables the product hands on.
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

const folder = process.env.NODE_V8_COVERAGE ?? process.env.COVERAGE_OF_CHILDREN;

if (folder) {
  process.env.NODE_V8_COVERAGE = folder;
  for (const name of ['spawn', 'spawnSync', 'fork', 'execFile', 'execFileSync']) {
    const start = childProcess[name];
    childProcess[name] = (command, ...rest) => {
      const line = Array.isArray(rest[0]) ? rest.shift() : [];
      const options = typeof rest[0] === 'object' ? rest.shift() : {};
      return start(command, line, { ...options, env: measured(options.env ?? process.env) }, ...rest);
    };
  }
  syncBuiltinESMExports();
}

function measured(env) {
  return {
    ...env,
    NODE_V8_COVERAGE: folder,
    NODE_OPTIONS: [env.NODE_OPTIONS, `--import=${import.meta.url}`].filter(Boolean).join(' '),
  };
}
