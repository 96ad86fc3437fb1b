import { z } from 'zod';
import { complaint } from '#lib/core';

/** What a definition is called. */
export const Name = z.string().trim().min(1).max(120);

/** Names of folders with `/` between them; empty at the top. */
export const Folder = z
  .string()
  .max(400)
  .transform((folder) =>
    folder
      .split('/')
      .map((part) => part.trim())
      .filter(Boolean)
      .join('/'),
  )
  .refine(
    (folder) =>
      folder === '' || folder.split('/').every((part) => part.length <= 80 && part !== '.' && part !== '..'),
    complaint({
      zh: '文件夹名最长 80 个字，用 / 分级',
      en: 'names of folders of at most 80 characters, / between them',
    }),
  )
  .refine(
    (folder) => folder.split('/').length <= 6,
    complaint({ zh: '文件夹最多 6 级', en: 'at most 6 folders inside each other' }),
  );
