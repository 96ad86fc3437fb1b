import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BacklogReport, ENOUGH_MEMORY, type IndexReport, isOpenToOthers } from '#app/product';
import { Fault, type Words } from '#lib/core';
import {
  folderReadOnly,
  foreignWithin,
  type Machine,
  machine,
  outsideCauseOf,
  refuseOtherUser,
} from '#lib/store';

/** What the doctor looks at, as people call it. */
export const titles = {
  settings: { zh: '设置', en: 'settings' },
  node: { zh: 'Node.js', en: 'Node.js' },
  memory: { zh: '内存', en: 'memory' },
  cpus: { zh: 'CPU', en: 'CPUs' },
  folder: { zh: '数据目录', en: 'data folder' },
  disk: { zh: '磁盘', en: 'disk' },
  journal: { zh: '事件日志', en: 'journal' },
  files: { zh: '导入文件', en: 'files' },
  server: { zh: '服务', en: 'server' },
  engines: { zh: '引擎', en: 'engines' },
  rows: { zh: '定义库', en: 'row store' },
  'rows clock': { zh: '定义库时钟', en: 'row store clock' },
  columns: { zh: '事件库', en: 'event store' },
  'columns tables': { zh: '事件库的表', en: 'event store tables' },
  'columns clock': { zh: '事件库时钟', en: 'event store clock' },
  backlog: { zh: '等待写入', en: 'backlog' },
  index: { zh: '人员索引', en: 'index of people' },
  backup: { zh: '备份', en: 'backup' },
} as const satisfies Record<string, Words>;

/** One thing the doctor looked at: how it is, and when it is not well, how to mend it. */
export interface Finding {
  readonly name: keyof typeof titles;
  readonly state: 'well' | 'warning' | 'ill';
  readonly found: Words;
  readonly mend?: Words;
}

const gib = 2 ** 30;
const size = (bytes: number) => `${(bytes / gib).toFixed(1)} GiB`;
const both = (text: string): Words => ({ zh: text, en: text });

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const well = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'node',
    state: well ? 'well' : 'ill',
    found: both(version),
    mend: well
      ? undefined
      : { zh: '请安装 Node.js 20.19 或更新的版本', en: 'install Node.js 20.19 or newer' },
  };
}

/** What the machine has, or what a container or systemd leaves of it. */
export function memory({ memory: bytes, limits: { memory: limit } }: Machine = machine()): Finding {
  const well = bytes >= ENOUGH_MEMORY;
  const found = limit
    ? {
        zh: `${size(bytes)}（由 ${limit.source} 限制）`,
        en: `${size(bytes)}, limited by ${limit.source}`,
      }
    : both(size(bytes));
  if (well) return { name: 'memory', state: 'well', found };
  const raise = limit
    ? {
        zh: '请调高这个限制（容器的内存，或 systemd 的 MemoryMax、MemoryHigh）',
        en: 'raise that limit (of the container, or MemoryMax and MemoryHigh of systemd)',
      }
    : { zh: '请增加内存或交换空间', en: 'add memory or swap' };
  return {
    name: 'memory',
    state: 'warning',
    found,
    mend: {
      zh: `内存少于 2 GiB，大的查询会失败；${raise.zh}`,
      en: `less than 2 GiB: big questions will fail; ${raise.en}`,
    },
  };
}

/** How many CPUs there are is told where a container or systemd gives fewer than the machine has. */
export function cpus({ cpus: count, limits: { cpus: limit } }: Machine = machine()): Finding[] {
  if (!limit) return [];
  const given = Number(limit.value.toFixed(2));
  return [
    {
      name: 'cpus',
      state: 'well',
      found: {
        zh: `${given} 个 CPU（由 ${limit.source} 限制），引擎用 ${count} 个线程`,
        en: `${given} CPUs, limited by ${limit.source}; the engine takes ${count} threads`,
      },
    },
  ];
}

export async function disk(data: string): Promise<Finding> {
  const { bavail, bsize, files, ffree } = await statfs(nearest(data));
  const free = bavail * bsize;
  const inodesShort = files > 0 && ffree < 10_000;
  const state = free < gib / 4 || inodesShort ? 'ill' : free < 5 * gib ? 'warning' : 'well';
  return {
    name: 'disk',
    state,
    found: { zh: `剩余 ${size(free)}`, en: `${size(free)} free` },
    mend:
      state === 'well'
        ? undefined
        : {
            zh: '请清理磁盘，或把 LINGER_DATA 移到更大的盘；空间不足时将停止接收事件',
            en: 'free some space or move LINGER_DATA to a bigger disk; nothing is taken in when it is full',
          },
  };
}

export async function folder(data: string): Promise<Finding> {
  const name = 'folder';
  const at = nearest(data);
  if (!statSync(at).isDirectory())
    return {
      name,
      state: 'ill',
      found: { zh: `${at} 是文件，不是目录`, en: `${at} is a file, not a folder` },
      mend: { zh: '请用 LINGER_DATA 另选目录', en: 'choose another folder with LINGER_DATA' },
    };
  const foreign = await foreignIn(data);
  if (foreign) return { name, state: 'ill', found: { zh: foreign.say('zh'), en: foreign.say('en') } };
  try {
    accessSync(at, constants.W_OK | constants.X_OK | constants.R_OK);
  } catch (error) {
    const outside = await outsideCauseOf(at, error);
    if (outside && outside.code !== folderReadOnly.code)
      return { name, state: 'ill', found: { zh: outside.say('zh'), en: outside.say('en') } };
    return {
      name,
      state: 'ill',
      found: { zh: `无法写入 ${at}`, en: `cannot write to ${at}` },
      mend: {
        zh: `运行 ${ownIt(data)}，或用 LINGER_DATA 另选目录`,
        en: `run ${ownIt(data)}, or choose another folder with LINGER_DATA`,
      },
    };
  }
  const open = at === data && isOpenToOthers(data);
  return {
    name,
    state: open ? 'warning' : 'well',
    found: both(data),
    mend: open
      ? {
          zh: `其他用户可以读取或改动数据目录；运行 chmod g-w,o-rwx ${data}`,
          en: `other users can read or change it; run chmod g-w,o-rwx ${data}`,
        }
      : undefined,
  };
}

/** Whether the folder, or something in it, is another user's or closed to us. */
async function foreignIn(data: string): Promise<Fault | undefined> {
  try {
    refuseOtherUser(data);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return foreignWithin(data);
}

/** Gives away what is there already, never the folder it would be made in. */
const ownIt = (data: string) =>
  existsSync(data) ? `sudo chown -R $(id -un) ${data}` : `sudo install -d -m 700 -o $(id -un) ${data}`;

/** What could not be read of the journal was set aside at a start; it stays until somebody has seen to it. */
export function journal(data: string): Finding {
  const at = join(data, 'journal');
  const damaged = existsSync(at) ? readdirSync(at).filter((file) => file.endsWith('.damaged')) : [];
  const names = damaged.map((file) => join(at, file)).join(', ');
  const well = damaged.length === 0;
  return {
    name: 'journal',
    state: well ? 'well' : 'ill',
    found: well
      ? { zh: '完好', en: 'whole' }
      : { zh: `有 ${damaged.length} 个文件损坏，已另存`, en: `${damaged.length} damaged, set aside` },
    mend: well
      ? undefined
      : {
          zh: `其中的事件没有载入：请检查磁盘，让来源重新发送当时的事件，再删除 ${names}`,
          en: `events in it were not taken in: check the disk, let the sources send that time again, then remove ${names}`,
        },
  };
}

/** Both engines keep time for us; more than a few seconds apart, days and windows are cut wrong. */
export function clock(name: 'rows clock' | 'columns clock', ahead: number): Finding {
  const apart = Math.abs(ahead);
  const well = apart < 5;
  return {
    name,
    state: well ? 'well' : 'ill',
    found: { zh: `相差 ${apart.toFixed(1)} 秒`, en: `${apart.toFixed(1)} s apart` },
    mend: well
      ? undefined
      : {
          zh: '请在两台机器上启用时间同步（chrony 或 ntp）',
          en: 'keep both machines on time (chrony or ntp)',
        },
  };
}

/** Replicated tables take nothing in while their server cannot reach Keeper. */
export function readOnlyTables(stuck: readonly string[]): Finding[] {
  if (stuck.length === 0) return [];
  const tables = stuck.join(', ');
  return [
    {
      name: 'columns tables',
      state: 'ill',
      found: { zh: `只读：${tables}`, en: `read-only: ${tables}` },
      mend: {
        zh: '请检查 ClickHouse Keeper（或 ZooKeeper）以及服务器到它的连接；恢复后运行 SYSTEM RESTART REPLICA',
        en: "check ClickHouse Keeper (or ZooKeeper) and the server's connection to it, then SYSTEM RESTART REPLICA",
      },
    },
  ];
}

/** A restart of the engine takes a moment; what lasts longer needs somebody. */
const PASSING = 10;
/** So many segments wait only when more comes in than the engine takes. */
const MANY = 16;

/** Events that are safe in the journal, and which questions do not see yet. */
export function backlog({ segments, trouble, seconds }: BacklogReport): Finding {
  const name = 'backlog';
  if (trouble)
    return {
      name,
      state: seconds > PASSING ? 'ill' : 'warning',
      found: {
        zh: `引擎已有 ${seconds} 秒未取走事件，${segments} 段在等待：${trouble.zh}`,
        en: `the engine has taken no events for ${seconds} s, ${segments} segments wait: ${trouble.en}`,
      },
      mend: {
        zh: '事件都安全地保存在日志中，引擎恢复后会自动继续；请检查引擎的内存、磁盘和表结构',
        en: 'the events are safe in the journal and go on by themselves; look at the memory, the disk and the tables of the engine',
      },
    };
  const found = { zh: `${segments} 段等待写入引擎`, en: `${segments} segments wait for the engine` };
  return { name, state: segments > MANY ? 'warning' : 'well', found };
}

/** Whether the index of people by day says what the events say, on some days. */
export function index({ days, looked, wrong }: IndexReport): Finding {
  const name = 'index';
  if (wrong === 0)
    return {
      name,
      state: 'well',
      found: {
        zh: `已写 ${days} 天，抽查 ${looked} 天与事件一致`,
        en: `${days} days are written; ${looked} of them were compared with their events and agree`,
      },
    };
  return {
    name,
    state: 'warning',
    found: {
      zh: `抽查 ${looked} 天，有 ${wrong} 天与事件不一致`,
      en: `of ${looked} days that were compared with their events, ${wrong} say something else`,
    },
    mend: {
      zh: '这些天已停用，会在后台重写；在此之前逐条事件统计。请保留日志并告诉我们',
      en: 'they are taken back and written anew in the background; until then questions read the events. Keep the log, and tell us',
    },
  };
}

/** The folder itself, or what it would be made in. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}
