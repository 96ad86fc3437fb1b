import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { convert } from 'ast-v8-to-istanbul';
import coverage from 'istanbul-lib-coverage';
import { parseAstAsync } from 'vitest/node';

/** What is wanted of every module, in percent of its lines. */
const WANTED = 90;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'linger-coverage-'));
const children = join(folder, 'children');

try {
  const { status } = runTests(process.argv.slice(2));
  const lines = coverage.createCoverageMap(read(join(folder, 'tests', 'coverage-final.json')));
  for (const one of await ofChildren()) lines.merge(one);
  print(lines);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What runs in the tests' own processes is measured by vitest; processes and threads they start leave files in `children`. */
function runTests(line) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  return spawnSync(
    process.execPath,
    [vitest, 'run', '--coverage', `--coverage.reportsDirectory=${join(folder, 'tests')}`, ...line],
    { cwd: root, stdio: 'inherit', env: { ...process.env, COVERAGE_OF_CHILDREN: children } },
  );
}

/** The bundles that ran outside the tests' own processes, as lines of their sources. */
async function ofChildren() {
  let whole = { result: [] };
  for (const name of list(children)) {
    const { result } = read(join(children, name), { result: [] });
    const own = result.filter(({ url }) => bundleOf(url) !== undefined);
    if (own.length > 0) whole = mergeProcessCovs([whole, { result: own }]);
  }
  const maps = [];
  for (const { url, functions } of whole.result) {
    const file = bundleOf(url);
    const code = readFileSync(file, 'utf8');
    const sourceMap = read(`${file}.map`);
    const found = await convert({
      code,
      sourceMap: { ...sourceMap, sources: sourceMap.sources.map((one) => resolve(dirname(file), one)) },
      coverage: { url: pathToFileURL(file).href, functions },
      ast: parseAstAsync(code),
    });
    maps.push(ofProduct(found));
  }
  return maps;
}

function bundleOf(url) {
  if (!url.startsWith('file://')) return undefined;
  const file = fileURLToPath(url.split('?')[0]);
  return dirname(file) === join(root, 'dist') && file.endsWith('.js') ? file : undefined;
}

function ofProduct(found) {
  return Object.fromEntries(
    Object.entries(found).filter(([file]) => /^(lib|loop|app|demo)\//.test(relative(root, file))),
  );
}

function print(lines) {
  const modules = new Map();
  for (const file of lines.files()) {
    const counts = Object.values(lines.fileCoverageFor(file).getLineCoverage());
    const [layer, module] = relative(root, file).split('/');
    const name = layer === 'demo' ? layer : `${layer}/${module}`;
    const { all, run } = modules.get(name) ?? { all: 0, run: 0 };
    modules.set(name, { all: all + counts.length, run: run + counts.filter((count) => count > 0).length });
  }
  console.log(`\n${'module'.padEnd(18)}${'lines'.padStart(8)}${'run'.padStart(8)}${'%'.padStart(8)}`);
  for (const [name, { all, run }] of [...modules].sort(([a], [b]) => a.localeCompare(b))) {
    const share = all === 0 ? 100 : (run / all) * 100;
    const below = share < WANTED ? `  below ${WANTED} %` : '';
    console.log(
      `${name.padEnd(18)}${String(all).padStart(8)}${String(run).padStart(8)}${share.toFixed(1).padStart(8)}${below}`,
    );
  }
}

function list(place) {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

/** A process that was killed may leave half a file. */
function read(file, otherwise = {}) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return otherwise;
  }
}
