import { atLeast, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import { countUpTo, eventTable } from './event-table.ts';
import { checkSurvivalTimes, fromTheStart, type SurvivalTimes } from './survival-times.ts';

export interface SurvivalBrier {
  readonly times: readonly number[];
  /** Mean squared error of predicted survival at each time: 0 is perfect, 1/4 is a coin. */
  readonly score: readonly number[];
  /** Mean over the span of times, by trapezia; the score itself for one time. */
  readonly integrated: number;
}

/**
 * Brier score of predicted survival (a row a person, a column a time, times ascending), made unbiased under censoring by
 * weights 1/G, G the Kaplan-Meier of being watched on (Graf, Schmoor, Sauerbrei & Schumacher 1999). Censoring must not
 * depend on the covariates. O(rows · times).
 */
export function survivalBrier(
  data: SurvivalTimes,
  predicted: Matrix,
  times: ArrayLike<number>,
): SurvivalBrier {
  checkSurvivalTimes(data);
  fromTheStart('the Brier score', data);
  sameLength('predictions', predicted.values, data.time.length * times.length);
  for (const share of predicted.values)
    if (!(share >= 0 && share <= 1))
      throw outOfRange({ what: 'a predicted survival', given: share, allowed: 'from 0 to 1' });
  atLeast('times', times.length, 1);
  const watched = watching(data);
  for (let t = 0; t < times.length; t++)
    if (!(watched.at(times[t]!) > 0) || (t > 0 && !(times[t]! > times[t - 1]!)))
      throw outOfRange({
        what: `time ${t + 1}`,
        given: times[t]!,
        allowed: 'rising, and with people still watched',
      });
  const score = Array.from(times, (when, t) => scoreAt(data, predicted, when, t, watched));
  let area = 0;
  for (let t = 1; t < times.length; t++)
    area += ((score[t]! + score[t - 1]!) / 2) * (times[t]! - times[t - 1]!);
  const span = times[times.length - 1]! - times[0]!;
  return { times: Array.from(times), score, integrated: span > 0 ? area / span : score[0]! };
}

function scoreAt(
  { time, event, weights }: SurvivalTimes,
  predicted: Matrix,
  when: number,
  t: number,
  watched: ReturnType<typeof watching>,
): number {
  const still = watched.at(when);
  let total = 0;
  let people = 0;
  for (let i = 0; i < time.length; i++) {
    const weight = weights ? weights[i]! : 1;
    const survival = predicted.values[i * predicted.columns + t]!;
    people += weight;
    if (time[i]! > when) total += (weight * (1 - survival) ** 2) / still;
    else if (event[i] === 1) total += (weight * survival ** 2) / watched.before(time[i]!);
  }
  return total / people;
}

/** The probability of being watched beyond a time, and just before it; events of a time come before its censoring. */
function watching(data: SurvivalTimes) {
  const { time, events, censored, atRisk } = eventTable(data);
  const values = new Float64Array(time.length);
  let still = 1;
  for (let at = 0; at < time.length; at++) {
    const left = atRisk[at]! - events[at]!;
    if (left > 0) still *= 1 - censored[at]! / left;
    values[at] = still;
  }
  const after = (count: number) => (count <= 0 ? 1 : values[count - 1]!);
  return {
    at: (when: number) => after(countUpTo(time, when)),
    before: (seen: number) => after(countUpTo(time, seen) - 1),
  };
}
