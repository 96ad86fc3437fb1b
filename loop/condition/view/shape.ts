import type { Condition } from '../condition.ts';
import { withNode } from '../nodes/index.ts';
import { kinded } from '../nodes/kinds.ts';

/** A condition as the lines of one group; a single line is a group of one. */
export function linesOf(value: Condition | undefined): { word: 'all' | 'any'; parts: Condition[] } {
  if (!value) return { word: 'all', parts: [] };
  const { kind, node } = kinded(value);
  if (kind === 'all') return { word: kind, parts: node.all };
  if (kind === 'any') return { word: kind, parts: node.any };
  return { word: 'all', parts: [value] };
}

export function group(word: 'all' | 'any', parts: Condition[]): Condition {
  return word === 'all' ? { all: parts } : { any: parts };
}

/**
 * What of a half-written condition can be asked already: lines without a property, a value or a segment are left out.
 */
export function complete(condition: Condition | undefined): Condition | undefined {
  return condition && withNode(condition, (node, part) => node.complete(part, complete));
}
