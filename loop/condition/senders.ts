import { OWN_SOURCE } from './built-in.ts';
import type { Condition, EventPattern } from './condition.ts';
import { withNode } from './nodes/index.ts';
import type { Source } from './reach.ts';

/**
 * The sources whose events a question reads: those that ever sent an event of any of the patterns. Of what nobody ever
 * sent, all: they would have sent it.
 */
export function sendersOf(patterns: readonly EventPattern[], all: readonly Source[]): readonly Source[] {
  // what the product writes itself follows what others sent
  const sources = all.filter(({ name }) => !name.startsWith(OWN_SOURCE));
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
  return withNode(condition, (node, part) => node.ofSource?.(part, source, (inner) => holds(inner, source)));
}
