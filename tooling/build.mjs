import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root, stampBuild } from './prepare.mjs';

run('tooling/build-server.mjs');
if (existsSync(join(root, 'app/web/index.html'))) {
  run('node_modules/vite/bin/vite.js', 'build', 'app/web', '--logLevel', 'warn');
  pack(join(root, 'dist/web'));
}
copyFileSync(join(root, 'deploy/linger.service'), join(root, 'dist/linger.service'));
stampBuild();

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Packs each file of the web once, so that the server need not do it for every reader. */
function pack(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg|html|json)$/.test(entry.name)) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const body = readFileSync(path);
    if (body.length < 1024) continue;
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${path}.br`, brotliCompressSync(body, { params }));
  }
}
