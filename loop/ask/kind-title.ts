import type { Words } from '#lib/core';
import { analyses, type Kind } from './analyses/index.ts';

/** What a kind of question is called; the kind itself where there is no such analysis any more. */
export function kindTitle(kind: string): Words {
  return Object.hasOwn(analyses, kind) ? analyses[kind as Kind].title : { zh: kind, en: kind };
}
