import type { Comparison, Condition, EventPattern } from './condition.ts';
import type { Source } from './reach.ts';

/**
 * The sources whose events a question reads: those that ever sent an event of any of the patterns. Of what nobody ever
 * sent, all: they would have sent it.
 */
export function sendersOf(patterns: readonly EventPattern[], sources: readonly Source[]): readonly Source[] {
  const told = sources.filter((source) =>
    patterns.some(({ where }) => !where || holds(where, source) !== false),
  );
  const senders = told.filter((source) =>
    patterns.some(
      ({ event, where }) =>
        (event === '*' || source.events.has(event)) && (!where || holds(where, source) !== false),
    ),
  );
  if (senders.length > 0) return senders;
  return told.length > 0 ? told : sources;
}

/** Whether a condition holds for all events of a source, or for none; undefined where it depends on the event. */
function holds(condition: Condition, source: Source): boolean | undefined {
  if ('all' in condition) return every(condition.all.map((part) => holds(part, source)));
  if ('any' in condition) return negated(every(condition.any.map((part) => negated(holds(part, source)))));
  if ('not' in condition) return negated(holds(condition.not, source));
  if (!('property' in condition) || condition.of === 'person') return undefined;
  return own[condition.property]?.(condition, source);
}

const own: Readonly<Record<string, (comparison: Comparison, source: Source) => boolean | undefined>> = {
  $source: ({ op, values }, { name }) => {
    if (op === 'is') return values.includes(name);
    if (op === 'isNot') return !values.includes(name);
    return op === 'startsWith' ? name.startsWith(String(values[0])) : undefined;
  },
  $event: ({ op, values }, { events }) =>
    op === 'is' && !values.some((value) => events.has(String(value))) ? false : undefined,
};

function every(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}
