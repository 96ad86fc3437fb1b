import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { backupFolder, newestIn, openProduct, writeBackup } from '#app/product';
import type { Words } from '#lib/core';
import { readBackup } from '#lib/store';
import { command } from '../command.ts';
import { backupMissing, missingWord, noBackupYet, notTogether } from '../faults.ts';
import type { Environment } from '../settings/environment.ts';
import type { Terminal } from '../terminal.ts';
import { findServer, post } from '../with-product.ts';

const name = 'backup';
const summary = z.object({ tables: z.int(), bytes: z.number() });

/** Writes everything into one file, or looks whether such a file is whole; the server may go on running. */
export const backup = command({
  name,
  summary: {
    en: 'write everything into one file, also while running; or check such a file',
    zh: '把全部数据备份成一个文件，运行中也可以；或检查备份文件',
  },
  takes: { en: '[FILE]', zh: '[文件]' },
  options: {
    force: { summary: { en: 'replace a file of the same name', zh: '覆盖同名文件' } },
    verify: {
      summary: {
        en: 'read FILE wholly and say what is in it; without FILE the newest made by itself',
        zh: '完整读取并检查文件，说明其中的内容；不写文件名则检查最近一次自动备份',
      },
    },
  },
  examples: [
    'linger backup linger-2026-11-22.tar.gz',
    'linger backup /mnt/safe/linger.tar.gz --force',
    'linger backup --verify linger-2026-11-22.tar.gz',
  ],
  async run({ words, options, environment, terminal }) {
    if (options.verify && options.force)
      throw notTogether({ one: '--verify', other: '--force', command: name });
    if (options.verify) return verify(words[0], environment, terminal);
    if (words[0] === undefined)
      throw missingWord({ given: { zh: '文件', en: 'FILE' }[terminal.language], command: name });
    const file = resolve(words[0]);
    terminal.note({ en: 'backing up …', zh: '正在备份…' });
    const replace = options.force ?? false;
    const { tables, bytes } = summary.parse(await write(environment, terminal, { file, replace }));
    const size = bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    terminal.answer(
      { file, tables, bytes },
      { en: `${file}: ${tables} tables, ${size}`, zh: `${file}：${tables} 张表，${size}` },
    );
  },
});

async function write(
  environment: Environment,
  terminal: Terminal,
  asked: { file: string; replace: boolean },
): Promise<unknown> {
  const running = await findServer(environment.data);
  if (running) return post(running, '/control/backup', asked, { language: terminal.language });
  const product = await openProduct(environment, 'use');
  try {
    return await writeBackup(product, asked.file, asked.replace);
  } finally {
    await product.close();
  }
}

async function verify(
  given: string | undefined,
  { data, backups }: Environment,
  terminal: Terminal,
): Promise<void> {
  const folder = backupFolder(data, backups);
  const file = given === undefined ? await newestIn(folder) : resolve(given);
  if (file === undefined) throw noBackupYet({ folder });
  if (!existsSync(file)) throw backupMissing({ file });
  terminal.note({ en: `reading ${file} …`, zh: `正在读取 ${file}…` });
  const { head, entries, tables, checked } = await readBackup(file);
  const { madeAt, program = null, installation = null, migrations } = head;
  const count = (table: string) => tables?.[table] ?? null;
  const counts = { projects: count('projects'), accounts: count('accounts'), events: count('events') };
  terminal.answer(
    {
      file,
      whole: true,
      checksums: checked,
      madeAt,
      program,
      installation,
      steps: migrations.length,
      entries,
      ...counts,
      tables: tables ?? null,
    },
    wordsOf({ file, madeAt, program, installation, checked, ...counts }),
  );
}

interface Told {
  readonly file: string;
  readonly madeAt: string;
  readonly program: string | null;
  readonly installation: string | null;
  readonly checked: boolean;
  readonly projects: number | null;
  readonly accounts: number | null;
  readonly events: number | null;
}

function wordsOf({ file, madeAt, program, installation, checked, projects, accounts, events }: Told): Words {
  const n = (count: number) => count.toLocaleString('en-US');
  const mark = installation?.slice(0, 8);
  if (!checked || projects === null || accounts === null || events === null)
    return {
      en: `${file} is whole\nmade on ${madeAt} by an older version, which kept no checksums and no counts; what the compression says of itself is right`,
      zh: `${file} 完整\n${madeAt} 由旧版本写成，没有逐项的校验值和行数；压缩数据自带的校验正确`,
    };
  return {
    en: [
      `${file} is whole, every checksum is right`,
      `made on ${madeAt} by version ${program ?? '?'}${mark ? `, installation ${mark}` : ''}`,
      `projects: ${n(projects)}, accounts: ${n(accounts)}, events: ${n(events)}`,
    ].join('\n'),
    zh: [
      `${file} 完整，校验值全部正确`,
      `${madeAt} 由版本 ${program ?? '?'} 写成${mark ? `，安装标记 ${mark}` : ''}`,
      `项目 ${n(projects)} 个，账号 ${n(accounts)} 个，事件 ${n(events)} 条`,
    ].join('\n'),
  };
}
