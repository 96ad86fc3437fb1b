import type { Condition, EventChoice, EventPattern } from '#loop/condition';
import { type Happening, rootOf, type World } from './world.ts';

/** Is it an event of the pattern? Understands equality of texts and `atLeast` of numbers: what the tests ask. */
export function isMatch(happening: Happening, pattern: EventPattern): boolean {
  if (pattern.event !== '*' && pattern.event !== happening.event) return false;
  return pattern.where === undefined || passes(happening, pattern.where);
}

export function passes(happening: Happening, condition: Condition): boolean {
  if (!('property' in condition)) throw new RangeError('the naive computation knows comparisons only');
  const { property, op, values } = condition;
  if (op === 'is') return values.includes(happening.texts?.[property] ?? Number.NaN);
  if (op === 'atLeast')
    return (happening.numbers?.[property] ?? Number.NEGATIVE_INFINITY) >= Number(values[0]);
  throw new RangeError(`the naive computation does not know ${op}`);
}

/** Is it an event of any of those that may be chosen from? */
export function isAnyMatch(happening: Happening, choice: EventChoice): boolean {
  return alternatives(choice).some((pattern) => isMatch(happening, pattern));
}

export function alternatives(choice: EventChoice): EventPattern[] {
  return 'anyOf' in choice ? choice.anyOf : [choice];
}

/** The latest value of a text property of a person, over all ids that are the person. */
export function traitOf(world: World, root: string, name: string): string | undefined {
  return world.traits.findLast((trait) => trait.name === name && rootOf(world, trait.user) === root)?.text;
}
