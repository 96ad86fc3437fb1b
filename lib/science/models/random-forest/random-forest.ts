import { aNumber, numbers, oneOf } from '../../options.ts';
import { type ForestModel, type ForestOptions, fitRandomForest } from '../../trees/random-forest.ts';
import { scoreManyRows } from '../../trees/score-trees.ts';
import type { ModelKind } from '../model-kind.ts';
import { kindOfTarget } from '../target-kind.ts';

type Options = Partial<Omit<ForestOptions, 'random'>>;

/** The mean answer of many trees, each grown from a sample of the rows. */
export const randomForest: ModelKind<Float64Array, Options, ForestModel, Float64Array> = {
  options: {
    target: oneOf('binary', 'number'),
    weights: numbers,
    trees: aNumber,
    tried: aNumber,
    minLeaf: aNumber,
    maxDepth: aNumber,
  },
  async learn({ table, target, options, random, work }) {
    const asked = { target: kindOfTarget(target), ...options, random };
    return (await fitRandomForest(table, target, asked, work)).model;
  },
  answer: scoreManyRows,
};
