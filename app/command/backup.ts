import { resolve } from 'node:path';
import { z } from 'zod';
import { keepSafe, openHouse } from '#app/server';
import { command } from './command.ts';
import type { Environment } from './environment.ts';
import { findServer, post } from './reach.ts';
import type { Terminal } from './terminal.ts';

const summary = z.object({ tables: z.int(), bytes: z.number() });

/** Writes everything into one file; the server may go on running. */
export const backup = command({
  name: 'backup',
  says: {
    en: 'write everything into one file, also while running',
    zh: '把全部数据备份成一个文件，运行中也可以',
  },
  takes: { en: 'FILE', zh: '文件' },
  options: {},
  examples: ['linger backup linger-2026-11-22.tar.gz', 'linger backup /mnt/safe/linger.tar.gz --json'],
  async run({ words, environment, terminal }) {
    const file = resolve(words[0] ?? '');
    terminal.note({ en: 'backing up …', zh: '正在备份…' });
    const { tables, bytes } = summary.parse(await write(environment, terminal, file));
    const size = bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    terminal.answer(
      { file, tables, bytes },
      { en: `${file}: ${tables} tables, ${size}`, zh: `${file}：${tables} 张表，${size}` },
    );
  },
});

async function write(environment: Environment, terminal: Terminal, file: string): Promise<unknown> {
  const running = await findServer(environment.data);
  if (running) return post(running, '/control/backup', { file }, { language: terminal.language });
  const house = await openHouse(environment, 'use');
  try {
    return await keepSafe(house, file);
  } finally {
    await house.close();
  }
}
