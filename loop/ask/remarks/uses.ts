import { type Uses, usesOf } from '#loop/condition';

/** What is not added up but told apart. */
const TOLD_APART = 'distinct';
/** Members of a count that name no property. */
const nameless: readonly string[] = ['peopleInLast', 'perPerson'];

/** Events and properties named anywhere in a question, those that it counts by included. */
export function questionUses(question: unknown): Uses {
  return usesOf(question, 'event', ({ count, value, edges, of, property: name }, property) => {
    if (Array.isArray(edges)) property(of === 'person' ? 'person' : 'event', name, true);
    for (const [measure, name] of Object.entries(typeof count === 'object' ? (count ?? {}) : {}))
      if (!nameless.includes(measure)) property('event', name, measure !== TOLD_APART);
    if (typeof value === 'object' && value !== null) property('event', (value as { of?: unknown }).of, true);
  });
}
