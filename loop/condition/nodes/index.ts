import { comparison } from './comparison.ts';
import { did } from './did.ts';
import { all, any, not } from './group.ts';
import { inSegment } from './in-segment.ts';
import { type Condition, type Kind, type Kinds, kinded } from './kinds.ts';
import type { Node } from './node.ts';

const nodes: { readonly [K in Kind]: Node<Kinds[K]> } = { all, any, not, comparison, did, inSegment };

/** A condition with what is known of its kind. */
export function withNode<T>(condition: Condition, give: <C>(node: Node<C>, part: C) => T): T {
  const { kind, node } = kinded(condition);
  return give(nodes[kind] as Node<typeof node>, node);
}
