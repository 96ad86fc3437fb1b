import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memory } from './doctor/findings.ts';
import { buildTerminal, launchLinger, linger, stopAll } from './testing.ts';

const GIB = 2 ** 30;
const memoryGroups = ['/sys/fs/cgroup', '/sys/fs/cgroup/memory'];
const files = ['memory.max', 'memory.limit_in_bytes'];

/** A group within a group, the outer one limited; undefined where this machine lets nobody make one. */
function nested(): { outer: string; inner: string; file: string } | undefined {
  for (const [at, top] of memoryGroups.entries()) {
    const outer = join(top, `linger-test-${process.pid}`);
    const file = join(outer, files[at] ?? '');
    try {
      mkdirSync(join(outer, 'inner'), { recursive: true });
      if (existsSync(file)) {
        writeFileSync(file, String(1.5 * GIB));
        if (Number(readFileSync(file, 'utf8')) === 1.5 * GIB)
          return { outer, inner: join(outer, 'inner'), file };
      }
      remove(outer);
    } catch {
      // not the user for it, or another kind of groups
    }
  }
  return undefined;
}

function remove(outer: string): void {
  for (const folder of [join(outer, 'inner'), outer]) if (existsSync(folder)) rmdirSync(folder);
}

function gone(outer: string): boolean {
  try {
    remove(outer);
    return true;
  } catch {
    return false;
  }
}

/** How many engines the kernel counts in a group. */
function enginesIn(folder: string): number {
  const pids = readFileSync(join(folder, 'cgroup.procs'), 'utf8').trim().split('\n');
  return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js')).length;
}

const group = process.getuid?.() === 0 ? nested() : undefined;
if (!group)
  console.warn('skipped: a limit of a control group around ours; run as root where groups can be made');
const folder = mkdtempSync(join(tmpdir(), 'linger-limits-'));
beforeAll(buildTerminal, 60_000);
afterAll(async () => {
  await stopAll();
  // those that ended leave the group a moment later
  for (let tries = 0; group && !gone(group.outer) && tries < 50; tries++) await sleep(200);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('the doctor says which limit leaves too little memory', () => {
  const limit = { value: GIB, source: '/sys/fs/cgroup/system.slice/memory.max' };
  const found = memory({ memory: GIB, cpus: 2, limits: { memory: limit, cpus: undefined } });
  expect(found).toMatchObject({
    state: 'warning',
    found: { en: '1.0 GiB, limited by /sys/fs/cgroup/system.slice/memory.max' },
    mend: { en: expect.stringContaining('MemoryMax'), zh: expect.stringContaining('调高这个限制') },
  });
  const all = memory({ memory: 8 * GIB, cpus: 2, limits: { memory: undefined, cpus: undefined } });
  expect(all).toMatchObject({ state: 'well', found: { en: '8.0 GiB' } });
});

it.runIf(group)(
  'a limit of a group around ours is seen by engine, start and doctor',
  async () => {
    const { inner, file } = group ?? { inner: '', file: '' };
    const data = join(folder, 'data');
    // the product is born into this group
    const own = process.pid;
    const home = readFileSync('/proc/self/cgroup', 'utf8');
    writeFileSync(join(inner, 'cgroup.procs'), String(own));
    const started = launchLinger(['start'], { LINGER_PORT: '0', LINGER_DATA: data });
    writeFileSync(join(homeOf(home, file), 'cgroup.procs'), String(own));
    await expect.poll(() => started.said.out + started.said.err, { timeout: 60_000 }).toMatch(/Linger is at/);
    expect(started.said.err).toContain(`memory: 1.5 GiB, limited by ${file}`);
    expect(started.said.err).toContain('big questions will fail');
    expect(enginesIn(inner)).toBe(1);
    // the shell of the doctor is in no such group, the server is
    const { out } = await linger(['doctor'], { LINGER_DATA: data });
    expect(out).toContain(`1.5 GiB, limited by ${file}`);
    expect(await started.stop('SIGTERM')).toBe(0);
  },
  120_000,
);

/** Where this process was before. */
function homeOf(cgroup: string, file: string): string {
  const top = file.startsWith('/sys/fs/cgroup/memory/') ? '/sys/fs/cgroup/memory' : '/sys/fs/cgroup';
  const line = cgroup
    .split('\n')
    .find((one) => (top.endsWith('memory') ? one.includes(':memory:') : one.startsWith('0::')));
  const path = join(top, line?.split(':').slice(2).join(':') ?? '');
  return existsSync(path) ? path : top;
}
