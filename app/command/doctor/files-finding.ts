import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './findings.ts';

const MIB = 2 ** 20;

/** What files that were sent or named for an import take; nothing to tell while there are none. */
export function filesFinding(data: string): Finding[] {
  const folder = join(data, 'files');
  const bytes = sizeOf(folder);
  if (bytes < MIB) return [];
  const size = `${Math.round(bytes / MIB).toLocaleString('en')} MiB`;
  return [
    {
      name: 'files',
      state: 'well',
      found: {
        zh: `待导入的文件占 ${size}；导入完成即删，其余的一周后或超过 5 GiB 时在启动时删除`,
        en: `${size} of files to be imported; gone once imported, others at a start after a week or beyond 5 GiB`,
      },
    },
  ];
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(path) : entry.isFile() ? statSync(path).size : 0);
    }, 0);
  } catch {
    return 0;
  }
}
