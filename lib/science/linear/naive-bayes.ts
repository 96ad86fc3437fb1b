import { allFinite, positive, positiveWeights, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { logSumExp } from '../numeric/special.ts';
import { aNumber, checkOptions, numbers, type OptionRules } from '../options.ts';
import { classCount } from './class-counts.ts';
import { type Design, isSparse } from './design.ts';

export interface NaiveBayesOptions {
  /** Pseudo-count added to every cell (Laplace): 1 unless told. */
  readonly smoothing?: number;
  readonly weights?: ArrayLike<number>;
}

const naiveBayesOptionRules: OptionRules<NaiveBayesOptions> = { smoothing: aNumber, weights: numbers };

/** Log score of a class = its base + Σ of its column weights times what the row has in the column. */
export interface NaiveBayes {
  readonly kind: 'bernoulli-naive-bayes' | 'multinomial-naive-bayes';
  readonly version: 1;
  readonly classes: number;
  readonly columns: number;
  readonly base: readonly number[];
  /** Class by class. */
  readonly columnWeights: readonly number[];
}

/**
 * Bernoulli naive Bayes: does the row have the column (a value above 0) or not (McCallum & Nigam 1998).
 * `target` holds classes 0, 1, 2 …; dense or sparse rows.
 */
export function fitBernoulliNaiveBayes(
  x: Design,
  target: ArrayLike<number>,
  options: NaiveBayesOptions = {},
): NaiveBayes {
  checkOptions(options, naiveBayesOptionRules);
  const { classes, sizes, sums, smoothing } = counted(x, target, options, (value) => (value > 0 ? 1 : 0));
  const base = logShares(sizes);
  const columnWeights = sums.map((count, at) => {
    const k = Math.floor(at / x.columns);
    const p = (count + smoothing) / (sizes[k]! + 2 * smoothing);
    base[k]! += Math.log(1 - p);
    return Math.log(p / (1 - p));
  });
  return model('bernoulli-naive-bayes', classes, x.columns, base, columnWeights);
}

/** Multinomial naive Bayes: how often each column occurs in the row, such as words in a text; values must not be negative. */
export function fitMultinomialNaiveBayes(
  x: Design,
  target: ArrayLike<number>,
  options: NaiveBayesOptions = {},
): NaiveBayes {
  checkOptions(options, naiveBayesOptionRules);
  const { classes, sizes, sums, smoothing } = counted(x, target, options, (value) => {
    if (value < 0) throw outOfRange({ what: 'a count', given: value, allowed: '0 or more' });
    return value;
  });
  const totals = new Float64Array(classes);
  for (let at = 0; at < sums.length; at++) totals[Math.floor(at / x.columns)]! += sums[at]! + smoothing;
  const columnWeights = sums.map((count, at) =>
    Math.log((count + smoothing) / totals[Math.floor(at / x.columns)]!),
  );
  return model('multinomial-naive-bayes', classes, x.columns, logShares(sizes), columnWeights);
}

/** Probability of each class, one row a row; each row sums to one. */
export function predictNaiveBayes(fitted: NaiveBayes, x: Design): Matrix {
  expectModel(fitted, 1, 'bernoulli-naive-bayes', 'multinomial-naive-bayes');
  const { kind, classes, columns, base, columnWeights } = fitted;
  sameLength('the columns', { length: x.columns }, columns);
  allFinite('the variables', x.values);
  const value =
    kind === 'bernoulli-naive-bayes' ? (each: number) => (each > 0 ? 1 : 0) : (each: number) => each;
  const probabilities = matrix(x.rows, classes);
  const scores = new Float64Array(classes);
  for (let i = 0; i < x.rows; i++) {
    scores.set(base);
    eachOf(x, i, (column, given) => {
      for (let k = 0; k < classes; k++) scores[k]! += columnWeights[k * columns + column]! * value(given);
    });
    const total = logSumExp(scores);
    for (let k = 0; k < classes; k++) probabilities.values[i * classes + k] = Math.exp(scores[k]! - total);
  }
  return probabilities;
}

function counted(
  x: Design,
  target: ArrayLike<number>,
  options: NaiveBayesOptions,
  count: (value: number) => number,
) {
  const { smoothing = 1, weights } = options;
  positive('smoothing', smoothing);
  const classes = classCount(target, x.rows);
  allFinite('the variables', x.values);
  if (weights) {
    sameLength('the weights', weights, x.rows);
    positiveWeights(weights);
  }
  const sizes = new Float64Array(classes);
  const sums = new Float64Array(classes * x.columns);
  for (let i = 0; i < x.rows; i++) {
    const weight = weights?.[i] ?? 1;
    const from = target[i]! * x.columns;
    sizes[target[i]!]! += weight;
    eachOf(x, i, (column, value) => {
      sums[from + column]! += weight * count(value);
    });
  }
  return { classes, sizes, sums, smoothing };
}

function eachOf(x: Design, i: number, use: (column: number, value: number) => void): void {
  if (isSparse(x)) for (let k = x.starts[i]!; k < x.starts[i + 1]!; k++) use(x.columnsOf[k]!, x.values[k]!);
  else
    for (let j = 0; j < x.columns; j++)
      if (x.values[i * x.columns + j] !== 0) use(j, x.values[i * x.columns + j]!);
}

function logShares(sizes: Float64Array): Float64Array {
  const total = sizes.reduce((sum, each) => sum + each, 0);
  return sizes.map((size) => Math.log(size / total));
}

function model(
  kind: NaiveBayes['kind'],
  classes: number,
  columns: number,
  base: Float64Array,
  weights: Float64Array,
): NaiveBayes {
  return { kind, version: 1, classes, columns, base: [...base], columnWeights: [...weights] };
}
