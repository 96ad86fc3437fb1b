import { allFinite, sameLength } from '../check.ts';
import { oneClass } from '../faults.ts';
import { distinctTimes, placesOf, timeOrder } from './event-table.ts';
import { checkSurvivalTimes, fromTheStart, type SurvivalTimes } from './survival-times.ts';

export interface Concordance {
  /** Share of comparable pairs in which the one with the higher risk has the event first; ties in risk count half. */
  readonly concordance: number;
  readonly standardError: number;
  readonly concordant: number;
  readonly discordant: number;
  readonly tiedRisk: number;
}

/**
 * Harrell's C (1982) with the standard error by the infinitesimal jackknife (Therneau & Watson 2015). A pair is
 * comparable if the event of one is seen while the other is still watched: later, or censored at the same time.
 * O(n log n) by a tree of counts over the risks (Fenwick 1994).
 */
export function harrellConcordance(data: SurvivalTimes, risk: Float64Array): Concordance {
  checkSurvivalTimes(data);
  fromTheStart('concordance', data);
  sameLength('risk', risk, data.time.length);
  allFinite('risk', risk);
  const pairs = comparePairs(data, risk);
  const { concordant, discordant, tied } = pairs;
  const comparable = concordant + discordant + tied;
  if (comparable === 0) throw oneClass({ what: 'the comparable pairs' });
  const concordance = (concordant + tied / 2) / comparable;
  let squares = 0;
  for (let i = 0; i < risk.length; i++) {
    const weight = data.weights ? data.weights[i]! : 1;
    squares += weight * (pairs.won[i]! - concordance * pairs.compared[i]!) ** 2;
  }
  return {
    concordance,
    standardError: Math.sqrt(squares) / comparable,
    concordant,
    discordant,
    tiedRisk: tied,
  };
}

/** Sums over pairs, and for each row the weight of its pairs and of those won (ties half). */
function comparePairs({ time, event, weights }: SurvivalTimes, risk: Float64Array) {
  const rows = time.length;
  const levels = distinctTimes(risk);
  const level = placesOf(risk, levels);
  const compared = new Float64Array(rows);
  const won = new Float64Array(rows);
  const weight = (i: number) => (weights ? weights[i]! : 1);
  let [concordant, discordant, tied] = [0, 0, 0];
  const places = timeOrder(time);
  const later = countingTree(levels.length);
  for (let to = rows; to > 0; ) {
    const from = startOfTie(places, time, to);
    const here = places.subarray(from, to);
    for (const i of here) if (event[i] === 0) later.add(level[i]!, weight(i));
    for (const i of here) {
      if (event[i] === 0) continue;
      const [below, equal, above] = later.around(level[i]!);
      concordant += weight(i) * below;
      discordant += weight(i) * above;
      tied += weight(i) * equal;
      compared[i]! += below + equal + above;
      won[i]! += below + equal / 2;
    }
    for (const i of here) if (event[i] === 1) later.add(level[i]!, weight(i));
    to = from;
  }
  const earlier = countingTree(levels.length);
  for (let from = 0; from < rows; ) {
    const to = endOfTie(places, time, from);
    const here = places.subarray(from, to);
    const meet = (i: number) => {
      const [below, equal, above] = earlier.around(level[i]!);
      compared[i]! += below + equal + above;
      won[i]! += above + equal / 2;
    };
    for (const i of here) if (event[i] === 1) meet(i);
    for (const i of here) if (event[i] === 1) earlier.add(level[i]!, weight(i));
    for (const i of here) if (event[i] === 0) meet(i);
    from = to;
  }
  return { concordant, discordant, tied, compared, won };
}

function startOfTie(places: Uint32Array, time: Float64Array, to: number): number {
  let from = to - 1;
  while (from > 0 && time[places[from - 1]!] === time[places[to - 1]!]) from--;
  return from;
}

function endOfTie(places: Uint32Array, time: Float64Array, from: number): number {
  let to = from + 1;
  while (to < places.length && time[places[to]!] === time[places[from]!]) to++;
  return to;
}

/** Weights by level: adding one and summing those below takes log(levels) steps. */
function countingTree(levels: number) {
  const sums = new Float64Array(levels + 1);
  const single = new Float64Array(levels);
  let total = 0;
  const upTo = (level: number) => {
    let sum = 0;
    for (let at = level; at > 0; at &= at - 1) sum += sums[at]!;
    return sum;
  };
  return {
    add(level: number, weight: number) {
      total += weight;
      single[level]! += weight;
      for (let at = level + 1; at <= levels; at += at & -at) sums[at]! += weight;
    },
    /** Weight below the level, at it and above it. */
    around(level: number): [number, number, number] {
      const below = upTo(level);
      const equal = single[level]!;
      return [below, equal, total - below - equal];
    },
  };
}
