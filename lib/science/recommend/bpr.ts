import type { Random } from '#lib/core';
import { atLeast, notNegative, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { dot, matrix, row } from '../numeric/matrix.ts';
import type { Sparse } from '../numeric/sparse.ts';
import { sigmoid } from '../numeric/special.ts';
import { below, normal } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkHistories, checkInteractions } from './check-interactions.ts';
import { type ItemFactors, itemFactors, matrixOf, rankingTaste } from './fold-in.ts';
import { type Factors, mostFactors } from './implicit-als.ts';
import type { Recommender } from './recommender.ts';

export interface BprOptions {
  readonly random: Random;
  readonly factors?: number;
  readonly rate?: number;
  readonly penalty?: number;
  /** Passes over as many random interactions as there are. */
  readonly epochs?: number;
}

const bprOptionRules: OptionRules<BprOptions> = {
  random: aFunction,
  factors: aNumber,
  rate: aNumber,
  penalty: aNumber,
  epochs: aNumber,
};

/**
 * Bayesian personalised ranking (Rendle and others 2009): stochastic steps that lift an item a person had
 * above one they had not, both drawn at random.
 */
export async function fitBpr(interactions: Sparse, options: BprOptions, work: Work = {}): Promise<Factors> {
  checkOptions(options, bprOptionRules);
  const { random, factors = 64, rate = 0.05, penalty = usualPenalty, epochs = 40 } = options;
  const { rows, columns, starts, columnsOf } = interactions;
  checkInteractions(interactions);
  wholeNumber('factors', factors, 1, mostFactors);
  wholeNumber('epochs', epochs, 1);
  if (!(rate > 0 && rate <= 1))
    throw outOfRange({ what: 'rate', given: rate, allowed: 'above 0, at most 1' });
  notNegative('penalty', penalty);
  atLeast('items', columns, 2);
  const start = (size: number) => {
    const m = matrix(size, factors);
    for (let k = 0; k < m.values.length; k++) m.values[k] = 0.1 * normal(random);
    return m;
  };
  const people = start(rows);
  const items = start(columns);
  const personOf = new Uint32Array(columnsOf.length);
  for (let i = 0; i < rows; i++) personOf.fill(i, starts[i]!, starts[i + 1]!);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let draw = 0; draw < columnsOf.length; draw++) {
      if (draw % 4096 === 4095) await checkpoint(work, (epoch + draw / columnsOf.length) / epochs);
      const at = below(random, columnsOf.length);
      const person = personOf[at]!;
      const other = below(random, columns);
      if (has(interactions, person, other)) continue;
      const x = row(people, person);
      step(x, row(items, columnsOf[at]!), row(items, other), rate, penalty);
    }
    await checkpoint(work, (epoch + 1) / epochs);
  }
  return { people, items };
}

export interface BprModel {
  readonly kind: 'bpr';
  readonly version: 1;
  readonly penalty: number;
  readonly items: ItemFactors;
}

/** The model that scores anybody, of factors fitted with these options. */
export function bprModel(
  { items }: Factors,
  { penalty = usualPenalty }: Pick<BprOptions, 'penalty'>,
): BprModel {
  return { kind: 'bpr', version: 1, penalty, items: itemFactors(items) };
}

/** Scores of people, known before or not, by what they had. */
export function bprScores(model: BprModel, had: Sparse): Recommender {
  expectModel(model, 1, 'bpr');
  const items = matrixOf(model.items);
  checkHistories(had, items.rows);
  return (person, scores) => {
    const taste = rankingTaste(items, model.penalty, had, person);
    for (let item = 0; item < scores.length; item++) scores[item] = dot(taste, row(items, item));
  };
}

const usualPenalty = 0.01;

function step(
  x: Float64Array,
  liked: Float64Array,
  other: Float64Array,
  rate: number,
  penalty: number,
): void {
  let margin = 0;
  for (let k = 0; k < x.length; k++) margin += x[k]! * (liked[k]! - other[k]!);
  const pull = sigmoid(-margin);
  for (let k = 0; k < x.length; k++) {
    const [u, i, j] = [x[k]!, liked[k]!, other[k]!];
    x[k] = u + rate * (pull * (i - j) - penalty * u);
    liked[k] = i + rate * (pull * u - penalty * i);
    other[k] = j + rate * (-pull * u - penalty * j);
  }
}

function has({ starts, columnsOf }: Sparse, person: number, item: number): boolean {
  let low = starts[person]!;
  let high = starts[person + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columnsOf[middle]! < item) low = middle + 1;
    else high = middle;
  }
  return low < starts[person + 1]! && columnsOf[low] === item;
}
