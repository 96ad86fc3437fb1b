import type { Random } from '#lib/core';
import { expectModel } from '../../model.ts';
import { sigmoid } from '../../numeric/special.ts';
import {
  aFunction,
  aNumber,
  checkOptions,
  judgedLater,
  numbers,
  type OptionRules,
  oneOf,
} from '../../options.ts';
import { sharedFloats } from '../../parallel/shared-memory.ts';
import { stratifiedFolds } from '../../prepare/splits/folds.ts';
import type { Table } from '../../table.ts';
import { checkpoint, type Work } from '../../work.ts';
import { maxBins } from '../bins/bin-cuts.ts';
import { applyBinnings, type Bins, binTable } from '../bins/bin-table.ts';
import type { Binning } from '../bins/binning.ts';
import { guardedLevels } from '../bins/level-groups.ts';
import { knownTarget, monotoneDirections, targetFor, within } from '../check-trees.ts';
import { scoreTrees } from '../score-trees.ts';
import { sharedCopy } from '../shared-copy.ts';
import { alignTable, type Tree, type TreeEnsemble, type TreeVariable, treeVariables } from '../tree.ts';
import { type BoostingLoss, bestConstant, meanLoss } from './boosting-loss.ts';
import { boostingRound } from './boosting-round.ts';
import type { BoostingState } from './boosting-state.ts';
import { field } from './grow-leaf-wise.ts';

export interface BoostingOptions {
  readonly loss: BoostingLoss;
  readonly random: Random;
  /** Above 0, one a row. */
  readonly weights?: Float64Array;
  /** At most; 100. */
  readonly trees?: number;
  /** 0.1. */
  readonly learningRate?: number;
  /** 31. */
  readonly maxLeaves?: number;
  readonly maxDepth?: number;
  /** 20; judged by hessians for a binary target. */
  readonly minChildRows?: number;
  /** The least sum of hessians; 0.001. */
  readonly minChildWeight?: number;
  /** The least gain of a split; 0. */
  readonly minGain?: number;
  /** Penalty on squared answers; 1. */
  readonly l2?: number;
  /** Added to a level's hessian when levels are put in order; 10. */
  readonly categorySmoothing?: number;
  /** Share of the rows, and of the columns, drawn for each tree; 1. */
  readonly rowShare?: number;
  readonly columnShare?: number;
  /** By name of a number column: 1 if the answer must not fall, −1 if it must not rise as the column grows. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  /** 255 at most. */
  readonly bins?: number;
  /** Rows on which the loss is watched: growing ends after `patience` (10) trees without improvement. */
  readonly validation?: {
    readonly data: Table;
    readonly target: Float64Array;
    readonly weights?: Float64Array;
  };
  readonly patience?: number;
  /** Share of the rows that is held back to watch the loss where no `validation` is given; 0.1 above 10,000 rows, else 0. */
  readonly heldShare?: number;
}

const boostingOptionRules: OptionRules<BoostingOptions> = {
  loss: judgedLater,
  random: aFunction,
  weights: numbers,
  trees: aNumber,
  learningRate: aNumber,
  maxLeaves: aNumber,
  maxDepth: aNumber,
  minChildRows: aNumber,
  minChildWeight: aNumber,
  minGain: aNumber,
  l2: aNumber,
  categorySmoothing: aNumber,
  rowShare: aNumber,
  columnShare: aNumber,
  monotone: judgedLater,
  bins: aNumber,
  validation: judgedLater,
  patience: aNumber,
  heldShare: aNumber,
};

export interface BoostingModel extends TreeEnsemble {
  readonly kind: 'gradient-boosting';
  readonly version: 1;
  readonly loss: BoostingLoss;
  /** Mean loss on the rows that were watched after each tree grown; empty without such rows. The model keeps the trees up to the least. */
  readonly validationLoss: number[];
}

/**
 * Histogram gradient boosting with leaf-wise trees (Friedman 2001; Chen & Guestrin 2016; Ke et al. 2017, LightGBM):
 * columns in at most 255 bins, missing values to the better side, categories divided many against many.
 * Above 10,000 rows a tenth is held back to find the number of trees: without it chances of rare events come out too sure.
 * `target` is 0/1 for the binary loss. The same random numbers give the same model on any pool.
 */
export async function fitGradientBoosting(
  data: Table,
  target: Float64Array,
  options: BoostingOptions,
  work: Work = {},
): Promise<BoostingModel> {
  checkOptions(options, boostingOptionRules);
  const { loss, trees: most = 100, random } = options;
  oneOf('binary', 'squared', 'quantile')('loss', loss?.kind);
  targetFor(data, target, options.weights, loss.kind === 'binary');
  checkRanges(options);
  const monotone = monotoneDirections(data, options.monotone ?? {});
  const bins = await binTable(data, options.bins ?? maxBins, random, work);
  const base = bestConstant(loss, target, options.weights);
  const held = heldBack(target, options);
  const state = startBoosting(bins, target, base, monotone, held, options);
  const given = await watchedRows(bins.binnings, treeVariables(data), base, options, work);
  const watched =
    given ?? (held && { target, weights: heldWeights(held, options.weights), scores: state.scores });
  const trees: Tree[] = [];
  const losses: number[] = [];
  for (let round = 0; round < most; round++) {
    trees.push(await boostingRound(state, given ? [given] : [], round, round / most, random, work));
    if (watched) losses.push(meanLoss(loss, watched.target, watched.scores, watched.weights));
    await checkpoint(work, (round + 1) / most);
    if (losses.length - 1 - placeOfLeast(losses) >= (options.patience ?? 10)) break;
  }
  return {
    kind: 'gradient-boosting',
    version: 1,
    loss,
    variables: treeVariables(data),
    base,
    scale: 1,
    trees: watched ? trees.slice(0, placeOfLeast(losses) + 1) : trees,
    validationLoss: losses,
  };
}

function startBoosting(
  bins: Bins,
  target: Float64Array,
  base: number,
  monotone: Int8Array,
  held: Uint8Array | undefined,
  options: BoostingOptions,
): BoostingState {
  const { maxLeaves = 31, weights } = options;
  const ground = field(bins, maxLeaves, weights);
  return {
    field: ground,
    loss: options.loss,
    target: sharedCopy(target),
    weights: weights && sharedCopy(weights),
    scores: sharedFloats(bins.rows).fill(base),
    // each row's gradient is read once more, where its packed number takes its place
    gradients: ground.packed,
    hessians: sharedFloats(bins.rows),
    held,
    rowShare: options.rowShare ?? 1,
    columnShare: options.columnShare ?? 1,
    rules: {
      maxLeaves,
      monotone,
      maxDepth: options.maxDepth ?? Number.MAX_SAFE_INTEGER,
      minChildRows: options.minChildRows ?? 20,
      minChildWeight: options.minChildWeight ?? 1e-3,
      minGain: options.minGain ?? 0,
      l2: options.l2 ?? 1,
      categorySmoothing: options.categorySmoothing ?? 10,
      levels: guardedLevels,
      learningRate: options.learningRate ?? 0.1,
    },
  };
}

async function watchedRows(
  binnings: readonly Binning[],
  variables: readonly TreeVariable[],
  base: number,
  { validation, loss }: BoostingOptions,
  work: Work,
) {
  if (!validation) return undefined;
  const { data, target, weights } = validation;
  knownTarget(data.rows, target, weights, loss.kind === 'binary');
  const bins = await applyBinnings(alignTable(variables, data), binnings, work);
  return { bins, target, weights, scores: new Float64Array(data.rows).fill(base) };
}

/** Rows from which on some are held back: as in scikit-learn. */
const holdsFrom = 10_001;

/** 1 for rows to watch the loss on, drawn evenly from ones and zeros; undefined where none are held back. */
function heldBack(target: Float64Array, { validation, loss, random, heldShare }: BoostingOptions) {
  const share = heldShare ?? (target.length >= holdsFrom ? 0.1 : 0);
  if (validation || share === 0) return undefined;
  const folds = Math.max(2, Math.round(1 / share));
  const classes = loss.kind === 'binary' ? target : new Float64Array(target.length);
  const fold = stratifiedFolds(classes, folds, random);
  return Uint8Array.from(fold, (at) => Number(at === 0));
}

/** The weights of rows that are held back, 0 for the others. */
function heldWeights(held: Uint8Array, weights: Float64Array | undefined): Float64Array {
  return Float64Array.from(held, (is, row) => is * (weights?.[row] ?? 1));
}

function checkRanges(options: BoostingOptions): void {
  const { loss } = options;
  within('trees', options.trees ?? 1, 1, 100_000);
  within('learning rate', options.learningRate ?? 1, Number.MIN_VALUE, 1);
  within('leaves', options.maxLeaves ?? 2, 2, 65_536);
  within('bins', options.bins ?? maxBins, 2, maxBins);
  within('l2', options.l2 ?? 0, 0, Number.MAX_VALUE);
  within('share of rows', options.rowShare ?? 1, Number.MIN_VALUE, 1);
  within('share held back', options.heldShare ?? 0, 0, 0.5);
  within('share of columns', options.columnShare ?? 1, Number.MIN_VALUE, 1);
  if (loss.kind === 'quantile') within('share', loss.share, Number.MIN_VALUE, 1 - Number.EPSILON);
}

const placeOfLeast = (values: readonly number[]) =>
  values.reduce((least, value, at) => (value < values[least]! ? at : least), 0);

/** The chance of a 1 for the binary loss, the mean or the quantile for the others; one a row. */
export function predictGradientBoosting(model: BoostingModel, data: Table): Float64Array {
  expectModel(model, 1, 'gradient-boosting');
  return boostingAnswers(model, scoreTrees(model, data));
}

/** Raw scores, such as those of `scoreManyRows`, as answers: log odds become chances. */
export function boostingAnswers(model: BoostingModel, scores: Float64Array): Float64Array {
  expectModel(model, 1, 'gradient-boosting');
  return model.loss.kind === 'binary' ? scores.map(sigmoid) : scores;
}
