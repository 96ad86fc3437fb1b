import { diskFull, folderReadOnly, rowsDamaged } from '../faults.ts';

/** What to say of a folder that does not open. */
export function openFault(folder: string, detail: string, code = ''): Error {
  if (/^(EACCES|EROFS|EPERM)$/.test(code) || /Permission denied|Read-only file system/i.test(detail))
    return folderReadOnly({ folder }, detail);
  if (code === 'ENOSPC' || /No space left on device/i.test(detail)) return diskFull({}, detail);
  return rowsDamaged({ folder, detail }, detail);
}
