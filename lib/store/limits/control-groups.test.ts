import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { profileOf } from '../engine/profile.ts';
import { groupLimits } from './control-groups.ts';
import { machine } from './machine.ts';

const GIB = 2 ** 30;
const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
});

/** A tree as the kernel shows it to a process: `files` by their path from the top. */
function tree(cgroup: string, mountinfo: readonly string[], files: Record<string, string | number>): string {
  const root = mkdtempSync(join(tmpdir(), 'linger-groups-'));
  trees.push(root);
  const all = {
    'proc/self/cgroup': cgroup,
    'proc/self/mountinfo': mountinfo.join('\n'),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${text}\n`);
  }
  return root;
}

const unified = '31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate';
const old = (controllers: string, group = '/') =>
  `35 31 0:32 ${group} /sys/fs/cgroup/${controllers} rw - cgroup cgroup rw,${controllers}`;

describe('the limits of control groups', () => {
  it('are the smallest of the own group and those around it, of what is allowed and what is slowed', () => {
    const own = 'sys/fs/cgroup/system.slice/linger.service';
    const files = {
      'sys/fs/cgroup/cgroup.controllers': 'cpu memory',
      'sys/fs/cgroup/system.slice/memory.max': 3 * GIB,
      'sys/fs/cgroup/system.slice/memory.high': 'max',
      'sys/fs/cgroup/system.slice/cpu.max': '150000 100000',
      [`${own}/memory.max`]: 4 * GIB,
      [`${own}/memory.high`]: 'max',
      [`${own}/cpu.max`]: 'max 100000',
    };
    const root = tree('0::/system.slice/linger.service', [unified], files);
    expect(groupLimits(root)).toEqual({
      memory: { value: 3 * GIB, source: '/sys/fs/cgroup/system.slice/memory.max' },
      cpus: { value: 1.5, source: '/sys/fs/cgroup/system.slice/cpu.max' },
    });
    writeFileSync(join(root, own, 'memory.high'), `${2 * GIB}\n`);
    expect(groupLimits(root).memory).toEqual({ value: 2 * GIB, source: `/${own}/memory.high` });
  });

  it('are seen in a container that is shown only its own group', () => {
    const files = { 'sys/fs/cgroup/memory.max': GIB, 'sys/fs/cgroup/cpu.max': '50000 100000' };
    const seen = { memory: { value: GIB, source: '/sys/fs/cgroup/memory.max' }, cpus: { value: 0.5 } };
    expect(groupLimits(tree('0::/', [unified], files))).toMatchObject(seen);
    // without a name space of its own, or entered from outside of it
    for (const path of ['/docker/4f1b', '/docker/4f1b/inner', '/../../init.scope']) {
      const mounted = unified.replace('0:28 / ', '0:28 /docker/4f1b ');
      expect(groupLimits(tree(`0::${path}`, [mounted], files))).toMatchObject(seen);
    }
  });

  it('are seen in groups of the first generation, with what those above allow', () => {
    const cgroup = '5:cpu,cpuacct:/docker/4f1b\n4:memory:/docker/4f1b\n1:name=systemd:/docker/4f1b\n0::/';
    const mounts = [unified, old('memory', '/docker/4f1b'), old('cpu,cpuacct')];
    const files = {
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712',
      'sys/fs/cgroup/memory/memory.stat': `cache 4096\nhierarchical_memory_limit ${2 * GIB}\nhierarchical_memsw_limit 9223372036854771712`,
      'sys/fs/cgroup/cpu,cpuacct/docker/4f1b/cpu.cfs_quota_us': -1,
      'sys/fs/cgroup/cpu,cpuacct/docker/4f1b/cpu.cfs_period_us': 100000,
      'sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us': 300000,
      'sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_period_us': 100000,
    };
    expect(groupLimits(tree(cgroup, mounts, files))).toEqual({
      memory: { value: 2 * GIB, source: '/sys/fs/cgroup/memory/memory.stat' },
      cpus: { value: 3, source: '/sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us' },
    });
  });

  it('are none where nothing limits, or where there are no groups', () => {
    const none = { memory: undefined, cpus: undefined };
    expect(
      groupLimits(tree('0::/user.slice', [unified], { 'sys/fs/cgroup/user.slice/memory.max': 'max' })),
    ).toEqual(none);
    expect(groupLimits(join(tmpdir(), 'no-such-root'))).toEqual(none);
  });
});

it('the engine takes its share of what is left of the machine, never of the whole', () => {
  const setting = (memory: number, cpus: number) => {
    const limits = { memory: { value: memory, source: 'm' }, cpus: { value: cpus, source: 'c' } };
    const { server, statement } = profileOf(undefined, machine(limits, 64 * GIB, 32));
    const most = server.find((one) => one.startsWith('--max_server_memory_usage='))?.split('=')[1];
    return [Number((Number(most) / GIB).toFixed(3)), statement.max_threads];
  };
  expect(setting(4 * GIB, 1.5)).toEqual([2.8, '2']);
  expect(setting(2 * GIB, 0.5)).toEqual([1, '1']);
  const [least] = setting(0.5 * GIB, 4);
  expect(least).toBeLessThan(0.4);
  // a limit above what the machine has limits nothing
  const { memory, cpus, limits } = machine(
    { memory: { value: 99 * GIB, source: 'm' }, cpus: { value: 64, source: 'c' } },
    8 * GIB,
    4,
  );
  expect([memory, cpus, limits]).toEqual([8 * GIB, 4, { memory: undefined, cpus: undefined }]);
});
