import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.linger-installed');
const built = join(root, 'dist', '.built');
const builtFrom = ['lib', 'loop', 'app', 'demo', 'tooling', 'deploy'];
const also = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** Installs and builds what is missing or older than what it is made of. */
export function prepare() {
  install();
  if (readStamp(built) === sourceStamp()) return;
  say('building / 正在构建 …');
  must(process.execPath, ['tooling/build.mjs']);
}

/** Installs the packages of the lock file, unless they are there. */
export function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (readStamp(installed) === wanted) return;
  if (!isFresh()) {
    say('installing packages, the first time takes a minute / 正在安装依赖，首次约需一分钟 …');
    must(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
  }
  writeFileSync(installed, wanted);
}

/** Remembers that what stands in dist was made of the present sources. */
export function stampBuild() {
  writeFileSync(built, sourceStamp());
}

/** npm's own note of what it installed is not older than the lock file: somebody ran npm by hand. */
function isFresh() {
  const note = join(root, 'node_modules', '.package-lock.json');
  return existsSync(note) && statSync(note).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function sourceStamp() {
  const hash = createHash('sha256');
  const note = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path.slice(root.length)}:${size}:${mtimeMs}\n`);
  };
  for (const folder of builtFrom) for (const file of filesIn(join(root, folder))) note(file);
  for (const file of also) if (existsSync(join(root, file))) note(join(root, file));
  return hash.digest('hex');
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|bench)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(words) {
  process.stderr.write(`linger: ${words}\n`);
}

/** Runs a program whose words go to the error stream, so that the result stream stays the command's own. */
function must(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  say(`"${program} ${args.join(' ')}" failed / 失败${error ? `: ${error.message}` : ''}`);
  process.exit(1);
}
