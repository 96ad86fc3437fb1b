import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openFault } from '../database/pglite/open-fault.ts';
import { outsideCause, outsideCauseOf } from './folder-fault.ts';

const folder = mkdtempSync(join(tmpdir(), 'linger-fault-'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['EACCES', 'permission denied, open x', 'store.folder-read-only'],
  [
    '',
    'Code: 76. DB::ErrnoException: Cannot open file x: , errno: 13, strerror: Permission denied',
    'store.folder-read-only',
  ],
  ['EROFS', '', 'store.disk-read-only'],
  ['', 'could not open file "x": Read-only file system', 'store.disk-read-only'],
  ['ENOSPC', '', 'store.disk-full'],
  ['EDQUOT', '', 'store.disk-full'],
  ['', 'PANIC: could not write to file "pg_wal/xlogtemp.42": No space left on device', 'store.disk-full'],
  ['EMFILE', '', 'store.too-many-files'],
  ['', 'errno: 24, strerror: Too many open files', 'store.too-many-files'],
  ['ENOMEM', '', 'store.machine-memory'],
  ['', 'WebAssembly.Memory(): could not allocate memory', 'store.machine-memory'],
  ['ERR_WORKER_OUT_OF_MEMORY', 'Worker terminated due to reaching memory limit', 'store.machine-memory'],
  ['EIO', '', 'store.disk-failing'],
  ['', 'errno: 5, strerror: Input/output error', 'store.disk-failing'],
  ['ESTALE', '', 'store.mount-gone'],
  ['ENOTCONN', '', 'store.mount-gone'],
])(
  'what the system and engines say of causes outside the data is no damage: %s %s',
  async (code, detail, expected) => {
    expect(await outsideCause(folder, { code, detail })).toMatchObject({ code: expected });
    const opened = await openFault(join(folder, 'rows'), detail, code);
    expect(opened).toMatchObject({ code: expected });
    expect(opened.message).not.toMatch(/restore a backup|does not open/);
  },
);

it('what has no cause outside is damage, and says what was looked at', async () => {
  const opened = await openFault(join(folder, 'rows'), 'invalid checkpoint record');
  expect(opened).toMatchObject({ code: 'store.rows-damaged' });
  expect(opened.message).toContain('Keep the folder as it is');
  expect(await openFault(join(folder, 'gone', 'rows'), 'it failed')).toMatchObject({
    code: 'store.mount-gone',
  });
});

it('an error that the system did not make stands for itself', async () => {
  expect(await outsideCauseOf(folder, new Error('Permission denied'))).toBeUndefined();
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(await outsideCauseOf(folder, refused)).toBeUndefined();
});
