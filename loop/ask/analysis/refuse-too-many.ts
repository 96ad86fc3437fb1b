import { tooManyFigures } from '../faults.ts';
import type { Common } from './question.ts';

const MOST_FIGURES = 200_000;

/** Refuses a question whose answer would hold more figures than anybody can read, before the engine is asked. */
export function refuseTooMany(
  { periods, columns }: { periods: number; columns: number },
  { by, top }: Pick<Common, 'by' | 'top'>,
): void {
  // everybody, the groups shown and all the rest
  const groups = by.length > 0 ? top + 2 : 1;
  if (periods * columns * groups > MOST_FIGURES)
    throw tooManyFigures({ periods, columns, groups, most: MOST_FIGURES });
}
