import { type LastBackup, readLastBackup } from '#app/product';
import type { Words } from '#lib/core';
import type { Finding } from './findings.ts';

const DAY_MS = 86_400_000;

/** When the last backup was made, and whether the daily ones go on as they should. */
export function backupFinding(data: string, now = new Date()): Finding {
  return findingOf(readLastBackup(data), now);
}

/** Two days without one: the last night's may still be on its way, but not that of the night before. */
export function findingOf({ good, failed, dailySince }: LastBackup, now: Date): Finding {
  const name = 'backup';
  const found = foundOf(good);
  if (failed)
    return {
      name,
      state: 'ill',
      found: {
        zh: `${found.zh}；${failed.at} 的自动备份失败：${failed.why.zh}`,
        en: `${found.en}; the daily one of ${failed.at} failed: ${failed.why.en}`,
      },
      mend: {
        zh: '排除原因后，下一次会照常进行；也可以立即运行 linger backup 文件',
        en: 'mend that, and the next one goes on as usual; or run linger backup FILE now',
      },
    };
  if (dailySince === undefined) return { name, state: 'well', found };
  const since = Math.max(Date.parse(dailySince), good ? Date.parse(good.at) : 0);
  if (now.getTime() - since < 2 * DAY_MS) return { name, state: 'well', found };
  return {
    name,
    state: 'warning',
    found,
    mend: {
      zh: '已设置每天备份，但两天多没有成功过；请确认服务在 LINGER_BACKUP_AT 的时刻运行着',
      en: 'one is to be made every day, but none was for more than two; see that the service runs at the time of LINGER_BACKUP_AT',
    },
  };
}

function foundOf(good: LastBackup['good']): Words {
  return good
    ? { zh: `最近一次 ${good.at}：${good.file}`, en: `the last on ${good.at}: ${good.file}` }
    : { zh: '还没有备份', en: 'none yet' };
}
