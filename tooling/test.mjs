import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, root } from './prepare.mjs';

install();
const folder = mkdtempSync(join(tmpdir(), 'linger-test-'));
const report = join(folder, 'vitest.json');
const bin = (name) => join(root, 'node_modules', name);

/** The checks that are not tests count as one each. */
const checks = [
  ['biome', bin('@biomejs/biome/bin/biome'), 'check', '.'],
  ['tsc', bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  ['knip', bin('knip/bin/knip.js')],
  ['build', join(root, 'tooling/build.mjs')],
];

let passed = 0;
let failed = 0;
for (const [name, ...args] of checks) {
  const ok = run(args);
  console.log(`${ok ? '✓' : '✗'} ${name}`);
  if (ok) passed += 1;
  else failed += 1;
}

const ran = run([
  bin('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
const counted = countTests();
passed += counted.passed;
failed += counted.failed;
if (!ran && counted.failed === 0) failed += 1;
rmSync(folder, { recursive: true, force: true });

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** A file that could not even be loaded counts as one failure. */
function countTests() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
    );
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
