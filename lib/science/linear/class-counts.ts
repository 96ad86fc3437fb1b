import { atLeast, sameLength } from '../check.ts';
import { oneClass, outOfRange } from '../faults.ts';

/** Number of classes of codes 0, 1, 2 …; every class must occur, and there must be two. */
export function classCount(target: ArrayLike<number>, rows: number): number {
  sameLength('the target', target, rows);
  atLeast('rows', rows, 2);
  const seen = new Set<number>();
  for (let i = 0; i < rows; i++) {
    const code = target[i]!;
    if (!Number.isInteger(code) || code < 0)
      throw outOfRange({ what: `the class in row ${i + 1}`, given: code, allowed: '0, 1, 2 …' });
    seen.add(code);
  }
  if (seen.size < 2) throw oneClass({ what: 'the target' });
  let classes = 0;
  for (const code of seen) classes = Math.max(classes, code + 1);
  if (classes !== seen.size)
    throw outOfRange({
      what: 'the number of classes that occur',
      given: seen.size,
      allowed: `${classes}, all up to the greatest`,
    });
  return classes;
}
