import type { Words } from '#lib/core';
import { analysisOf, isKind } from './any-analysis.ts';

/** What a kind of question is called; the kind itself where there is no such analysis any more. */
export function kindTitle(kind: string): Words {
  return isKind(kind) ? analysisOf[kind].title : { zh: kind, en: kind };
}
