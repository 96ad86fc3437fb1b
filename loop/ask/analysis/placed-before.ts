import type { Words } from '#lib/core';
import type { ComparedWith } from '../compare/compare.ts';
import { type Against, againstWords } from './against.ts';

/** An answer by period with the places, in it, of the periods that another one is compared with. */
export interface Placed<A> {
  readonly before: A;
  readonly places: readonly number[];
}

interface Dated {
  readonly periods: readonly { readonly label: string }[];
}

/** The answer compared with beside the one asked for; a period has place -1 where it has none to be compared with. */
export function placedBefore<A extends Dated>(
  answer: A,
  before: A | undefined,
  comparedWith: ComparedWith | undefined,
): Placed<A> | undefined {
  if (!before || !comparedWith) return undefined;
  const names = new Map(comparedWith.periods.map((period) => [period.label, period.before]));
  const places = new Map(before.periods.map(({ label }, i) => [label, i]));
  return { before, places: answer.periods.map(({ label }) => places.get(names.get(label) ?? '') ?? -1) };
}

interface AllCompared<A> {
  readonly question: { readonly compare?: readonly Against[] };
  readonly answer: A;
  readonly before?: A | undefined;
  readonly comparedWith?: ComparedWith | undefined;
  readonly further?: readonly { readonly before: A; readonly comparedWith: ComparedWith }[] | undefined;
}

/** All answers that one is compared with, in the order of the question, each with what it is called. */
export function allBefore<A extends Dated>(shown: AllCompared<A>): (Placed<A> & { name: Words })[] {
  const { question, answer, before, comparedWith, further = [] } = shown;
  return [{ before, comparedWith }, ...further].flatMap((one, i) => {
    const placed = placedBefore(answer, one.before, one.comparedWith);
    const against = question.compare?.[i];
    return placed && against ? [{ ...placed, name: againstWords(against) }] : [];
  });
}
