import { bestLevelGroup, type LevelRules } from './bins/level-groups.ts';
import { gradientSteps, radix, type Steps } from './bins/packed-gradients.ts';
import type { BinSums, NodeSums } from './sums.ts';

/** What a split must obey. */
export interface SplitRules {
  readonly l2: number;
  /** Pulls rare levels to the middle when levels are put in order. */
  readonly categorySmoothing: number;
  readonly levels: LevelRules;
  readonly steps: Steps;
}

export interface VariableToSplit {
  readonly category: boolean;
  /** 1: the answer must not fall as the variable grows; −1: must not rise; 0: free. */
  readonly monotone: number;
}

/** The best split found so far; `gain` 0 as long as there is none. */
export interface Split {
  gain: number;
  feature: number;
  missingLeft: boolean;
  /** Of numbers the last bin that goes left, of categories all bins that do. */
  left: number | readonly number[];
  leftGradient: number;
  leftHessian: number;
  /** The penalty on squared answers of both sides, where it is not the rules' own. */
  penalty?: number;
}

export const noSplit = (): Split => ({
  gain: 0,
  feature: -1,
  missingLeft: false,
  left: 0,
  leftGradient: 0,
  leftHessian: 0,
});

export const noSums = (bins = 256): BinSums => ({
  size: 0,
  bin: new Int32Array(bins),
  gradient: new Float64Array(bins),
  hessian: new Float64Array(bins),
});

/** By bin of the split's variable, bin 0 for missing values: 1 where rows go left. */
export function leftTable({ left, missingLeft }: Split, bins = 256): Uint8Array {
  const table = new Uint8Array(bins);
  if (typeof left === 'number') table.fill(1, 1, left + 1);
  else for (const bin of left) table[bin] = 1;
  table[0] = missingLeft ? 1 : 0;
  return table;
}

/** Takes the bins that hold rows out of a histogram of packed gradients. */
export function takeBins(sums: BinSums, histogram: Float64Array, steps: Steps): void {
  const { bin, gradient, hessian } = sums;
  const gradientUnit = 1 / steps.gradient;
  const hessianUnit = 1 / steps.hessian;
  let size = 0;
  for (let b = 0; b < 256; b++) {
    const packed = histogram[b]!;
    if (packed === 0) continue;
    const whole = gradientSteps(packed);
    bin[size] = b;
    gradient[size] = whole * gradientUnit;
    hessian[size++] = (packed - whole * radix) * hessianUnit;
  }
  sums.size = size;
}

/**
 * Tries every division of a variable's bins and keeps the best in `best`. Numbers are divided at a boundary, with the
 * missing values on either side; where a node has none, they follow the greater side. Categories, missing among them, are
 * put in order by gradient / (hessian + smoothing) and then divided like numbers: the best of all two-way groupings
 * (Fisher 1958, On grouping for maximum homogeneity).
 * Many levels are searched with guards (`level-groups.ts`).
 * The gain is G²/(H + l2) of both sides less that of the node (Chen & Guestrin 2016), with answers cut to the bounds.
 */
export function tryVariable(
  best: Split,
  feature: number,
  sums: BinSums,
  variable: VariableToSplit,
  node: NodeSums,
  rules: SplitRules,
): void {
  if (sums.size < 2) return;
  const missing = sums.bin[0] === 0 && !variable.category;
  if (variable.category) sortByRatio(sums, rules.categorySmoothing);
  if (variable.category && sums.size > rules.levels.few) {
    tryLevels(best, feature, sums, node, rules);
    return;
  }
  const search: Search = { best, feature, sums, ...variable, node, l2: rules.l2 };
  scan(search, missing ? 1 : 0, 0, 0, false);
  if (missing) scan(search, 1, sums.gradient[0]!, sums.hessian[0]!, true);
}

/** Sets some of many levels apart; the others, rare and missing ones too, stay together on the right. */
function tryLevels(best: Split, feature: number, sums: BinSums, node: NodeSums, rules: SplitRules): void {
  const group = bestLevelGroup(sums, node, rules.l2, rules.levels, best.gain);
  if (!group) return;
  best.gain = group.gain;
  best.feature = feature;
  best.left = group.bins;
  best.missingLeft = group.bins.includes(0);
  best.leftGradient = group.gradient;
  best.leftHessian = group.hessian;
  best.penalty = rules.l2 + rules.levels.l2;
}

interface Search {
  readonly best: Split;
  readonly feature: number;
  readonly sums: BinSums;
  readonly category: boolean;
  readonly monotone: number;
  readonly node: NodeSums;
  readonly l2: number;
}

/** Gains below this share of the node's quality are noise of rounding. */
const rounding = 1e-11;

function scan(search: Search, from: number, gradient: number, hessian: number, missingLeft: boolean): void {
  const { best, node, l2, monotone } = search;
  const { gradient: gradients, hessian: hessians, size } = search.sums;
  const { gradient: allGradient, hessian: allHessian, minHessian, lower, upper } = node;
  const bounded = monotone !== 0 || lower > Number.NEGATIVE_INFINITY || upper < Number.POSITIVE_INFINITY;
  const whole = bounded ? quality(allGradient, allHessian, l2, node) : allGradient ** 2 / (allHessian + l2);
  let gain = Math.max(best.gain, rounding * Math.abs(whole));
  let place = -1;
  // the last bin stays right, unless missing values alone make the right side
  const last = from === 1 && !missingLeft ? size : size - 1;
  for (let at = from; at < last; at++) {
    gradient += gradients[at]!;
    hessian += hessians[at]!;
    if (hessian < minHessian) continue;
    const otherHessian = allHessian - hessian;
    if (otherHessian < minHessian) break;
    const other = allGradient - gradient;
    const found =
      (bounded
        ? boundedQuality(gradient, hessian, other, otherHessian, search)
        : (gradient * gradient) / (hessian + l2) + (other * other) / (otherHessian + l2)) - whole;
    if (found <= gain) continue;
    gain = found;
    place = at;
    best.leftGradient = gradient;
    best.leftHessian = hessian;
  }
  if (place >= 0) keep(search, gain, place, missingLeft);
}

function boundedQuality(
  gradient: number,
  hessian: number,
  otherGradient: number,
  otherHessian: number,
  { monotone, l2, node }: Search,
): number {
  const rise = answer(otherGradient, otherHessian, l2, node) - answer(gradient, hessian, l2, node);
  if (rise * monotone < 0) return Number.NEGATIVE_INFINITY;
  return quality(gradient, hessian, l2, node) + quality(otherGradient, otherHessian, l2, node);
}

function keep(search: Search, gain: number, place: number, missingLeft: boolean): void {
  const { best, feature, sums, category, node } = search;
  best.gain = gain;
  best.feature = feature;
  delete best.penalty;
  best.left = category ? Array.from(sums.bin.subarray(0, place + 1)) : sums.bin[place]!;
  const bins = sums.bin.subarray(0, sums.size);
  if (!bins.includes(0)) best.missingLeft = best.leftHessian * 2 > node.hessian;
  else best.missingLeft = category ? bins.indexOf(0) <= place : missingLeft;
}

/** The answer of a node: the Newton step −G/(H + l2), cut to the node's bounds. */
export function answer(gradient: number, hessian: number, l2: number, { lower, upper }: Bounds): number {
  const step = hessian + l2 > 0 ? -gradient / (hessian + l2) : 0;
  return Math.min(upper, Math.max(lower, step));
}

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

function quality(gradient: number, hessian: number, l2: number, bounds: Bounds): number {
  const value = answer(gradient, hessian, l2, bounds);
  return -(2 * gradient * value + (hessian + l2) * value * value);
}

function sortByRatio(sums: BinSums, smoothing: number): void {
  const { size, bin, gradient, hessian } = sums;
  const ratio = (at: number) => gradient[at]! / (hessian[at]! + smoothing);
  const places = Array.from({ length: size }, (_, at) => at).sort((a, b) => ratio(a) - ratio(b) || a - b);
  const [bins, gradients, hessians] = [bin.slice(0, size), gradient.slice(0, size), hessian.slice(0, size)];
  for (const [to, at] of places.entries()) {
    bin[to] = bins[at]!;
    gradient[to] = gradients[at]!;
    hessian[to] = hessians[at]!;
  }
}
