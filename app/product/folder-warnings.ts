import { statSync } from 'node:fs';
import type { Words } from '#lib/core';

const OTHERS = 0o007;
const GROUP_WRITES = 0o020;

/** Whether other users may read a data folder, or put something in the place of what is in it. */
export function isOpenToOthers(data: string): boolean {
  return (statSync(data).mode & (OTHERS | GROUP_WRITES)) !== 0;
}

/** Said at the start: what stands in the folder is guarded, but not the folder itself. */
export function folderWarnings(data: string): Words[] {
  if (!isOpenToOthers(data)) return [];
  return [
    {
      en: `other users can read or change the data folder; run chmod g-w,o-rwx ${data}`,
      zh: `其他用户可以读取或改动数据目录；请运行 chmod g-w,o-rwx ${data}`,
    },
  ];
}
