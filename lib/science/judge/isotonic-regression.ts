import { allFinite, atLeast, positiveWeights, sameLength } from '../check.ts';
import { expectModel } from '../model.ts';
import { order } from '../numeric/rank.ts';

type Numbers = ArrayLike<number>;

/** A curve that never falls: the ends of its level pieces. */
export interface IsotonicRegression {
  readonly kind: 'isotonic-regression';
  readonly version: 1;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Least squares fit of a curve that never falls, by pooling adjacent violators (Ayer et al. 1955), in n log n.
 * For calibration the scores are of rows the model has not learned from and the target is 0 or 1.
 */
export function fitIsotonicRegression(
  target: Numbers,
  scores: Numbers,
  weights?: Numbers,
): IsotonicRegression {
  atLeast('rows', target.length, 1);
  sameLength('the scores', scores, target.length);
  allFinite('the target', target);
  allFinite('the scores', scores);
  if (weights) {
    sameLength('the weights', weights, target.length);
    positiveWeights(weights);
  }
  const blocks: Block[] = [];
  for (const row of order(scores)) {
    const weight = weights?.[row] ?? 1;
    let block: Block = { from: scores[row]!, to: scores[row]!, level: target[row]!, weight };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (last.level < block.level && last.to < block.from) break;
      blocks.pop();
      block = pooled(last, block);
    }
    blocks.push(block);
  }
  const ends = blocks.flatMap(({ from, to, level }) =>
    (from < to ? [from, to] : [from]).map((at) => ({ at, level })),
  );
  return {
    kind: 'isotonic-regression',
    version: 1,
    x: ends.map(({ at }) => at),
    y: ends.map(({ level }) => level),
  };
}

/** The curve at the scores: straight between the ends of pieces, level outside them. */
export function predictIsotonicRegression(model: IsotonicRegression, scores: Numbers): Float64Array {
  expectModel(model, 1, 'isotonic-regression');
  allFinite('the scores', scores);
  return Float64Array.from(scores, (at) => heightAt(model, at));
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly level: number;
  readonly weight: number;
}

function pooled(a: Block, b: Block): Block {
  const weight = a.weight + b.weight;
  return { from: a.from, to: b.to, level: (a.weight * a.level + b.weight * b.level) / weight, weight };
}

function heightAt({ x, y }: IsotonicRegression, at: number): number {
  let low = 0;
  let high = x.length - 1;
  if (at <= x[low]!) return y[low]!;
  if (at >= x[high]!) return y[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  return y[low]! + ((y[high]! - y[low]!) * (at - x[low]!)) / (x[high]! - x[low]!);
}
