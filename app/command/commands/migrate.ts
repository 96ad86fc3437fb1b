import { openProduct } from '#app/product';
import type { Words } from '#lib/core';
import { command } from '../command.ts';
import { mustStop } from '../faults.ts';
import { tellHeld } from '../tell-held.ts';
import { findServer } from '../with-product.ts';

/** Brings the stores up to date without serving; start does it too. */
export const migrate = command({
  name: 'migrate',
  summary: {
    en: 'bring the stores up to date (start does it too)',
    zh: '升级数据结构（启动时也会自动进行）',
  },
  options: {},
  examples: ['linger migrate', 'DATABASE_URL=postgres://linger@db/linger linger migrate'],
  async run({ environment, terminal }) {
    const running = await findServer(environment.data);
    if (running) throw mustStop({ data: environment.data, pid: running.pid });
    const tell = (words: Words) => terminal.note(words);
    const product = await openProduct({ ...environment, tell, onHeld: tellHeld(terminal) }, 'make');
    await product.close();
    const { migrated } = product;
    terminal.answer(
      { migrated },
      {
        en:
          migrated.length === 0
            ? 'already up to date'
            : `took ${migrated.length} steps: ${migrated.join(', ')}`,
        zh: migrated.length === 0 ? '已是最新' : `完成 ${migrated.length} 步：${migrated.join('、')}`,
      },
    );
  },
});
