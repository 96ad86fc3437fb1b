/** A daily figure over some days, and over as many days before. */
export interface Course {
  readonly now: readonly (number | null)[];
  readonly before: readonly (number | null)[];
}

/** How far a figure moved, relative to what it was; infinite where there was none before. */
export interface Move {
  readonly change: number;
}

/**
 * Student's t of seven pairs of days that chance exceeds once in some 140 weeks for one figure: with the ten or so that are
 * looked at, hardly once in three months for all.
 */
const T = 4;

/** The same of counts that are left to chance alone, in standard deviations. */
const Z = 3;

/** Less than this interests nobody, however certain it is. */
const LEAST_CHANGE = 0.1;

/** Fewer a day say nothing. */
const LEAST_A_DAY = 3;

/** Whether a figure really moved: each day is held against the same day of the week before, and chance is left its part. */
export function moveOf({ now, before }: Course): Move | undefined {
  const pairs = now.flatMap((value, i) => {
    const then = before[i];
    return value === null || then === null || then === undefined ? [] : [{ value, then }];
  });
  if (pairs.length < 4 || pairs.length < now.length) return undefined;
  const [present, past] = [mean(pairs.map(({ value }) => value)), mean(pairs.map(({ then }) => then))];
  if (Math.max(present, past) < LEAST_A_DAY) return undefined;
  const change = past === 0 ? Number.POSITIVE_INFINITY : present / past - 1;
  if (Math.abs(change) < LEAST_CHANGE) return undefined;
  const differences = pairs.map(({ value, then }) => value - then);
  const middle = mean(differences);
  const spread = differences.reduce((sum, one) => sum + (one - middle) ** 2, 0) / (pairs.length - 1);
  const certain = Math.abs(middle) > T * Math.sqrt(spread / pairs.length);
  // counts vary by chance as their sum does, even where the few days happen to agree
  const enough = Math.abs(middle) > Z * Math.sqrt((present + past) / pairs.length);
  return certain && enough ? { change } : undefined;
}

/** The figure that moved most of those that really moved; undefined where none did. */
export function standout<F extends Course>(figures: readonly F[]): (F & Move) | undefined {
  const size = ({ change }: Move) => Math.abs(Math.log(Math.max(1 + change, 1e-9)));
  return figures
    .flatMap((figure) => {
      const move = moveOf(figure);
      return move ? [{ ...figure, ...move }] : [];
    })
    .sort((a, b) => size(b) - size(a))[0];
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
