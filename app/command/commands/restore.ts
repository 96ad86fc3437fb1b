import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { restoreBackup } from '#app/product';
import { command } from '../command.ts';
import { backupMissing, mustStop } from '../faults.ts';
import { findServer } from '../with-product.ts';

/** Fills an empty data folder (or empty servers) from a backup. */
export const restore = command({
  name: 'restore',
  summary: { en: 'fill an empty data folder from a backup', zh: '用备份恢复到一个空的数据目录' },
  takes: { en: 'FILE', zh: '文件' },
  options: {},
  examples: ['LINGER_DATA=./restored linger restore linger-2026-11-22.tar.gz'],
  async run({ words, environment, terminal }) {
    const { data } = environment;
    const running = await findServer(data);
    if (running) throw mustStop({ data, pid: running.pid });
    const file = resolve(words[0] ?? '');
    if (!existsSync(file)) throw backupMissing({ file });
    terminal.note({ en: 'restoring …', zh: '正在恢复…' });
    const { madeAt } = await restoreBackup(environment, file);
    terminal.answer(
      { file, data, madeAt },
      { en: `restored what was kept on ${madeAt} into ${data}`, zh: `已把 ${madeAt} 的备份恢复到 ${data}` },
    );
  },
});
