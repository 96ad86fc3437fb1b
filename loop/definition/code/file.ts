import { createHash } from 'node:crypto';
import { z } from 'zod';
import { roles } from '#loop/access';
import { stableJson } from '../stable-json.ts';

/** A file as it lies in the folder: its path under it, and its text. */
export interface CodeFile {
  /** `<kind>/<file>.json` */
  readonly path: string;
  readonly text: string;
}

const may = z.enum(['view', 'edit']);

/** With whom it is shared, by email address where it is a person; left out where it is the whole project for editing. */
export const FileSharing = z
  .array(
    z.union([
      z.strictObject({ with: z.literal('project'), may }),
      z.strictObject({ role: z.enum(roles), may }),
      z.strictObject({ email: z.string().min(3).max(200), may }),
    ]),
  )
  .max(200);
export type FileSharing = z.output<typeof FileSharing>;

/** A definition in a file: others are named in it by their names. */
export interface FileDefinition {
  readonly kind: string;
  readonly name: string;
  readonly folder: string;
  readonly sharing?: FileSharing | undefined;
  readonly body: object;
}

/** The text of a file: members in a stable order, so that Git shows only what is different. */
export function fileText({ kind, name, folder, sharing, body }: FileDefinition): string {
  const ordered = JSON.parse(stableJson(body)) as object;
  const head = { kind, name, ...(folder && { folder }), ...(sharing && { sharing }) };
  return `${JSON.stringify({ ...head, body: ordered }, undefined, 2)}\n`;
}

/** Paths for definitions of one kind, by their names: each its own on file systems of every make. */
export function filePaths(kind: string, names: readonly string[]): Map<string, string> {
  const plain = names.map((name) => ({ name, file: fileName(name) }));
  const times = new Map<string, number>();
  for (const { file } of plain) times.set(folded(file), (times.get(folded(file)) ?? 0) + 1);
  return new Map(
    plain.map(({ name, file }) => {
      const isOwn = file === name && times.get(folded(file)) === 1;
      return [name, `${kind}/${file}${isOwn ? '' : `~${mark(name)}`}.json`];
    }),
  );
}

/** So many characters of a name stand in its file's: 255 bytes are the most that systems take. */
const LONGEST = 60;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

function fileName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, '-')
    .replace(/^\.+|[. ]+$/g, '');
  const short = [...safe].slice(0, LONGEST).join('').trim();
  return short === '' || reserved.test(short) ? `_${short}` : short;
}

function folded(file: string): string {
  return file.normalize('NFKC').toLowerCase();
}

function mark(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
