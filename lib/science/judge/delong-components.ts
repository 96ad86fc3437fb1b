import { atLeast } from '../check.ts';
import { mean } from '../numeric/mean.ts';
import { midranks } from '../numeric/rank.ts';
import { checkScored } from './check-scored.ts';

type Numbers = ArrayLike<number>;

/** The parts whose spread is the uncertainty of an AUC: their means are the AUC. */
export interface DelongComponents {
  readonly auc: number;
  /** Of each one: the share of zeros below it, ties half. */
  readonly ofOnes: Float64Array;
  /** Of each zero: the share of ones above it. */
  readonly ofZeros: Float64Array;
}

/** Structural components of DeLong, DeLong & Clarke-Pearson (1988), by midranks in n log n (Sun & Xu 2014). */
export function delongComponents(target: Numbers, scores: Numbers): DelongComponents {
  checkScored(target, scores);
  const values = Float64Array.from(scores);
  const among = midranks(values);
  const pick = (label: number, from: Float64Array) => from.filter((_, row) => target[row] === label);
  const [ones, zeros] = [pick(1, values), pick(0, values)];
  atLeast('ones', ones.length, 2);
  atLeast('zeros', zeros.length, 2);
  const [amongOnes, amongZeros] = [midranks(ones), midranks(zeros)];
  const ofOnes = pick(1, among).map((rank, at) => (rank - amongOnes[at]!) / zeros.length);
  const ofZeros = pick(0, among).map((rank, at) => 1 - (rank - amongZeros[at]!) / ones.length);
  return { auc: mean(ofOnes), ofOnes, ofZeros };
}
