import type { Span } from '../span.ts';
import type { Comparison } from './comparison-schema.ts';

/** Which events are meant: one name, or `*` for any; narrowed by a filter on them. */
export interface EventPattern {
  event: string;
  where?: Condition | undefined;
}

/** The person did a matching event so many times (at least once by default), within a span (ever by default). */
export interface Did {
  did: EventPattern;
  times?: { op: 'atLeast' | 'atMost' | 'exactly'; n: number } | undefined;
  within?: Span | undefined;
}

/** What a condition may be made of. A new kind is a member here, a file in this folder and a line on its lists. */
export interface Kinds {
  all: { all: Condition[] };
  any: { any: Condition[] };
  not: { not: Condition };
  comparison: Comparison;
  did: Did;
  inSegment: { inSegment: string };
}
export type Kind = keyof Kinds;

/** The one condition language: for filters on events and people, segments, tags, journeys and policies. */
export type Condition = Kinds[Kind];

/** The member by which a node of each kind is known. */
const marks: Record<Kind, string> = {
  all: 'all',
  any: 'any',
  not: 'not',
  comparison: 'op',
  did: 'did',
  inSegment: 'inSegment',
};
const kinds = Object.keys(marks) as Kind[];

/** A condition with its kind, so that both are narrowed together. */
export type Kinded = { [K in Kind]: { readonly kind: K; readonly node: Kinds[K] } }[Kind];

export function kinded(condition: Condition): Kinded {
  const kind = kinds.find((one) => marks[one] in condition);
  if (!kind) throw new TypeError(`no condition: ${JSON.stringify(condition).slice(0, 200)}`);
  return { kind, node: condition } as Kinded;
}

/** Whether a part of a question is a condition. */
export function isCondition(part: object): part is Condition {
  if ('property' in part) return 'op' in part;
  return kinds.some(
    (kind) => kind !== 'comparison' && isNested((part as Record<string, unknown>)[marks[kind]], kind),
  );
}

function isNested(value: unknown, kind: Kind): boolean {
  return kind === 'inSegment' ? typeof value === 'string' : typeof value === 'object' && value !== null;
}
