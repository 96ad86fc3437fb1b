import { z } from 'zod';
import { jsonPlace, type Language, type Words } from '#lib/core';
import { readInput } from '#loop/access';
import { wrongFile } from '../faults.ts';
import { Folder, Name } from '../name.ts';
import { type CodeFile, type FileDefinition, FileSharing } from './file.ts';

const Shape = z.strictObject({
  kind: z.string(),
  name: Name,
  folder: Folder.default(''),
  sharing: FileSharing.optional(),
  body: z.looseObject({}),
});

const reasons = {
  prototype: { zh: '不能有名为 __proto__ 的成员', en: 'a member is called __proto__, which is not allowed' },
  notJson: (place: string): Words => ({
    zh: `不是 JSON，从第 ${place} 处（行:列）起无法读取`,
    en: `is not JSON from ${place} (line:column) on`,
  }),
  wrong: (path: string, allowed: string, given: string): Words => ({
    zh: `${path || '最外层'} 处不对：${allowed}；给出的是 ${given}`,
    en: `not right at ${path || 'its top'}: ${allowed}; given: ${given}`,
  }),
  kind: (given: string, allowed: string): Words => ({
    zh: `不认识的种类 ${given}；可用的有 ${allowed}`,
    en: `unknown kind ${given}; known are ${allowed}`,
  }),
  folder: (kind: string, folder: string): Words => ({
    zh: `种类是 ${kind}，却放在文件夹 ${folder} 里；请移到 ${kind}/`,
    en: `is a ${kind} but lies in the folder ${folder}; move it to ${kind}/`,
  }),
  twice: (name: string, other: string): Words => ({
    zh: `与 ${other} 同名（「${name}」）；每个名称只能有一个文件`,
    en: `has the name of ${other}, “${name}”; each name has one file`,
  }),
};

/** What stands in the files; whatever is not right is refused with the name of its file. */
export function readFiles(
  files: readonly CodeFile[],
  kinds: ReadonlyMap<string, unknown>,
  language: Language,
): Map<string, FileDefinition> {
  const read = new Map<string, FileDefinition>();
  const names = new Map<string, string>();
  for (const file of files) {
    const definition = readOne(file, kinds, language);
    const key = `${definition.kind} ${definition.name}`;
    const other = names.get(key);
    if (other !== undefined) throw refused(file.path, reasons.twice(definition.name, other), language);
    names.set(key, file.path);
    read.set(file.path, definition);
  }
  return read;
}

function readOne(
  { path, text }: CodeFile,
  kinds: ReadonlyMap<string, unknown>,
  language: Language,
): FileDefinition {
  const read = readInput(Shape, parsed(path, text, language), language);
  if ('misfit' in read) {
    const { allowed, given } = read.misfit;
    throw refused(path, reasons.wrong(read.misfit.path, allowed, given), language);
  }
  const { kind } = read.data;
  if (!kinds.has(kind))
    throw refused(path, reasons.kind(kind.slice(0, 60), [...kinds.keys()].join(', ')), language);
  const folder = path.split('/')[0] ?? '';
  if (folder !== kind) throw refused(path, reasons.folder(kind, folder), language);
  return read.data;
}

function parsed(path: string, text: string, language: Language): unknown {
  const plain = text.replace(/^\ufeff/, '');
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch {
    throw refused(path, reasons.notJson(jsonPlace(plain) ?? '1:1'), language);
  }
  // nothing of ours is called so, and libraries drop it without a word
  if (hasPrototype(value)) throw refused(path, reasons.prototype, language);
  return value;
}

/** Walks without recursion: a file may be nested as deeply as it likes. */
function hasPrototype(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    if (Object.hasOwn(one, '__proto__')) return true;
    for (const inner of Object.values(one)) left.push(inner);
  }
  return false;
}

export function refused(file: string, reason: Words | string, language: Language): Error {
  return wrongFile({ file, reason: typeof reason === 'string' ? reason : reason[language] });
}
