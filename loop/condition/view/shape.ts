import type { Comparison, Condition, Did } from '../condition.ts';

/** A condition as the editor shows it: a line, or a group of them. */
export type Shape =
  | { kind: 'group'; word: 'all' | 'any'; parts: Condition[] }
  | { kind: 'comparison'; value: Comparison }
  | { kind: 'did'; value: Did }
  | { kind: 'segment'; id: string; outside: boolean }
  | { kind: 'not'; inner: Condition };

export function shapeOf(condition: Condition): Shape {
  if ('all' in condition) return { kind: 'group', word: 'all', parts: condition.all };
  if ('any' in condition) return { kind: 'group', word: 'any', parts: condition.any };
  if ('did' in condition) return { kind: 'did', value: condition };
  if ('inSegment' in condition) return { kind: 'segment', id: condition.inSegment, outside: false };
  if (!('not' in condition)) return { kind: 'comparison', value: condition };
  if ('inSegment' in condition.not) return { kind: 'segment', id: condition.not.inSegment, outside: true };
  return { kind: 'not', inner: condition.not };
}

/** A condition as the lines of one group; a single line is a group of one. */
export function linesOf(value: Condition | undefined): { word: 'all' | 'any'; parts: Condition[] } {
  if (!value) return { word: 'all', parts: [] };
  const shape = shapeOf(value);
  return shape.kind === 'group' ? shape : { word: 'all', parts: [value] };
}

export function group(word: 'all' | 'any', parts: Condition[]): Condition {
  return word === 'all' ? { all: parts } : { any: parts };
}

/**
 * What of a half-written condition can be asked already: lines without a property, a value or a segment are left out.
 */
export function complete(condition: Condition | undefined): Condition | undefined {
  if (!condition) return undefined;
  const shape = shapeOf(condition);
  if (shape.kind === 'group') {
    const parts = shape.parts.map(complete).filter((part) => part !== undefined);
    return parts.length ? group(shape.word, parts) : undefined;
  }
  if (shape.kind === 'comparison') {
    const { property, op, values } = shape.value;
    const ready = property !== '' && (op === 'isSet' || op === 'isNotSet' || values.length > 0);
    return ready ? condition : undefined;
  }
  if (shape.kind === 'segment') return shape.id ? condition : undefined;
  if (shape.kind === 'did') {
    const where = complete(shape.value.did.where);
    const { event } = shape.value.did;
    return event ? { ...shape.value, did: where ? { event, where } : { event } } : undefined;
  }
  const inner = complete(shape.inner);
  return inner && { not: inner };
}
