import { z } from 'zod';
import { EventPattern } from './condition.ts';

/** What somebody did: one event, or any of several, each with its own filter. */
export type EventChoice = EventPattern | { anyOf: EventPattern[] };

/** So many events may be given to choose from. */
export const MOST_CHOICES = 20;

export const EventChoice: z.ZodType<EventChoice> = z
  .lazy(() =>
    z.union([EventPattern, z.strictObject({ anyOf: z.array(EventPattern).min(2).max(MOST_CHOICES) })]),
  )
  .meta({ id: 'EventChoice' });

/** The events of a choice; one that is no choice stands alone. */
export function patternsOf(choice: EventChoice): readonly EventPattern[] {
  return 'anyOf' in choice ? choice.anyOf : [choice];
}

/** The choice of some events, at least one. */
export function choiceOf(patterns: readonly EventPattern[]): EventChoice {
  return patterns.length === 1 ? patterns[0]! : { anyOf: [...patterns] };
}
