import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A limit that a control group sets, and the file that holds it. */
export interface Limit {
  readonly value: number;
  readonly source: string;
}

/** What the control groups around this process allow: containers and services of systemd are such groups, one in another. */
export interface GroupLimits {
  /** Bytes of memory. */
  readonly memory: Limit | undefined;
  /** CPUs, also parts of one. */
  readonly cpus: Limit | undefined;
}

interface Group {
  /** The folders from the process's own group up to the topmost that can be seen from here. */
  readonly folders: readonly string[];
  readonly generation: 1 | 2;
}

/** Reads the limits; `root` stands for `/` in tests. */
export function groupLimits(root = '/'): GroupLimits {
  const groups = groupsOf(root, 'memory');
  const memory = groups.flatMap(({ folders, generation }) =>
    folders.flatMap((folder) => memoryFiles[generation].map((file) => bytesOf(join(folder, file)))),
  );
  // of groups above that cannot be seen from within a container
  const above = groups.map(({ folders: [own = ''] }) => hierarchicalOf(join(own, 'memory.stat')));
  const cpus = groupsOf(root, 'cpu').flatMap(({ folders, generation }) =>
    folders.map((folder) => (generation === 2 ? quotaOf(folder) : oldQuotaOf(folder))),
  );
  return { memory: smallest([...memory, ...above], root), cpus: smallest(cpus, root) };
}

const memoryFiles = { 1: ['memory.limit_in_bytes'], 2: ['memory.max', 'memory.high'] } as const;

/** The first generation writes this many bytes and more where it means none. */
const NONE = 2 ** 60;

function groupsOf(root: string, controller: string): Group[] {
  const mounts = mountsOf(root);
  return linesOf(join(root, 'proc/self/cgroup')).flatMap((line): Group[] => {
    const [, id = '', controllers = '', path = ''] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    const isSecond = id === '0' && controllers === '';
    if (!isSecond && !controllers.split(',').includes(controller)) return [];
    const generation = isSecond ? 2 : 1;
    const mount = mounts.find(
      (one) => one.generation === generation && (isSecond || one.options.includes(controller)),
    );
    if (!mount) return [];
    return [{ generation, folders: foldersFrom(join(root, mount.point), mount.group, path) }];
  });
}

/** A container may be shown only its own group, as the top of the tree: what is mounted is then that part of the path. */
function foldersFrom(point: string, group: string, path: string): string[] {
  const below = relative(group, path);
  const steps = below === '' || below.startsWith('..') ? [] : below.split('/');
  return Array.from({ length: steps.length + 1 }, (_, up) =>
    join(point, ...steps.slice(0, steps.length - up)),
  );
}

interface Mount {
  readonly group: string;
  readonly point: string;
  readonly generation: 1 | 2;
  readonly options: readonly string[];
}

/** `proc(5)`: number, parent, device, root, mount point, options, optional fields, a dash, type, source, options of the type. */
function mountsOf(root: string): Mount[] {
  return linesOf(join(root, 'proc/self/mountinfo')).flatMap((line): Mount[] => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , group = '', point = ''] = before.split(' ');
    const [type, , options = ''] = after.split(' ');
    if (type !== 'cgroup' && type !== 'cgroup2') return [];
    return [{ group, point, generation: type === 'cgroup2' ? 2 : 1, options: options.split(',') }];
  });
}

function bytesOf(source: string): Limit | undefined {
  const value = Number(linesOf(source)[0]);
  return value > 0 && value < NONE ? { value, source } : undefined;
}

function hierarchicalOf(source: string): Limit | undefined {
  const line = linesOf(source).find((one) => one.startsWith('hierarchical_memory_limit '));
  const value = Number(line?.split(' ')[1]);
  return value > 0 && value < NONE ? { value, source } : undefined;
}

function quotaOf(folder: string): Limit | undefined {
  const source = join(folder, 'cpu.max');
  const [quota, period] = (linesOf(source)[0] ?? '').split(' ').map(Number);
  return partOf(quota, period, source);
}

function oldQuotaOf(folder: string): Limit | undefined {
  const source = join(folder, 'cpu.cfs_quota_us');
  return partOf(Number(linesOf(source)[0]), Number(linesOf(join(folder, 'cpu.cfs_period_us'))[0]), source);
}

function partOf(quota = Number.NaN, period = Number.NaN, source = ''): Limit | undefined {
  return quota > 0 && period > 0 ? { value: quota / period, source } : undefined;
}

function smallest(limits: readonly (Limit | undefined)[], root: string): Limit | undefined {
  let least: Limit | undefined;
  for (const limit of limits) if (limit && (!least || limit.value < least.value)) least = limit;
  return least && { value: least.value, source: `/${relative(root, least.source)}` };
}

/** Nothing where the file cannot be read: not Linux, or the other generation. */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
