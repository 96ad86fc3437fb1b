import { sql } from '#lib/sql';
import type { Node } from './node.ts';

export const inSegment: Node<{ inSegment: string }> = {
  counts: true,
  compile: ({ inSegment }, { scope }) => sql`person IN (${scope.segment(inSegment)})`,
  words: ({ inSegment }, { naming }) => {
    const name = naming.segment(inSegment);
    return { zh: `属于分群「${name}」`, en: `in segment “${name}”` };
  },
  uses: ({ inSegment }, { segment }) => segment(inSegment),
  complete: (node) => (node.inSegment ? node : undefined),
};
