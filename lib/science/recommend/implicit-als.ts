import type { Random } from '#lib/core';
import { notNegative, positive, wholeNumber } from '../check.ts';
import { expectModel } from '../model.ts';
import { dot, type Matrix, row } from '../numeric/matrix.ts';
import { type Sparse, transposeSparse } from '../numeric/sparse.ts';
import { normal } from '../numeric/variates.ts';
import { aFunction, aNumber, checkOptions, type OptionRules } from '../options.ts';
import { sharedFloats, slices } from '../parallel/shared-memory.ts';
import { alone } from '../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../parallel/worker-pool.ts';
import { checkpoint, type Work } from '../work.ts';
import { checkHistories, checkInteractions } from './check-interactions.ts';
import { gramOfItems, type ItemFactors, itemFactors, leastSquaresTaste, matrixOf } from './fold-in.ts';
import type { Recommender } from './recommender.ts';

export interface ImplicitAlsOptions {
  readonly random: Random;
  readonly factors?: number;
  /** Penalty on the squares of all factors. */
  readonly penalty?: number;
  /** Confidence in an interaction of value r is 1 + alpha · r, in its absence 1. */
  readonly alpha?: number;
  readonly sweeps?: number;
}

const implicitAlsOptionRules: OptionRules<ImplicitAlsOptions> = {
  random: aFunction,
  factors: aNumber,
  penalty: aNumber,
  alpha: aNumber,
  sweeps: aNumber,
};

const usual = { penalty: 100, alpha: 20 } as const;

/** More would fit noise, and each sweep would take the square of them. */
export const mostFactors = 1000;

/** Factors of people and items, a row each; a score is a dot product. */
export interface Factors {
  readonly people: Matrix;
  readonly items: Matrix;
}

/**
 * Alternating least squares for implicit feedback (Hu, Koren & Volinsky 2008); each row's equations are solved by a few
 * steps of conjugate gradients from its last solution (Takács, Pilászy & Tikk 2011).
 */
export async function fitImplicitAls(
  interactions: Sparse,
  options: ImplicitAlsOptions,
  work: Work = {},
): Promise<Factors> {
  checkOptions(options, implicitAlsOptionRules);
  const { random, factors = 64, penalty = usual.penalty, alpha = usual.alpha, sweeps = 15 } = options;
  checkInteractions(interactions);
  wholeNumber('factors', factors, 1, mostFactors);
  wholeNumber('sweeps', sweeps, 1);
  notNegative('alpha', alpha);
  positive('penalty', penalty);
  const start = (rows: number): Matrix => {
    const values = sharedFloats(rows * factors);
    for (let i = 0; i < values.length; i++) values[i] = 0.1 * normal(random);
    return { rows, columns: factors, values };
  };
  const [byPerson, byItem] = [interactions, transposeSparse(interactions)].map(share) as [Sparse, Sparse];
  const found = { people: start(interactions.rows), items: start(interactions.columns) };
  const pool = work.pool ?? alone;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    await solveSide(pool, byPerson, found.people, found.items, alpha, penalty);
    await checkpoint(work, (sweep + 0.5) / sweeps);
    await solveSide(pool, byItem, found.items, found.people, alpha, penalty);
    await checkpoint(work, (sweep + 1) / sweeps);
  }
  return found;
}

export interface ImplicitAlsModel {
  readonly kind: 'implicit-als';
  readonly version: 1;
  readonly alpha: number;
  readonly penalty: number;
  readonly items: ItemFactors;
}

/** The model that scores anybody, of factors fitted with these options. */
export function implicitAlsModel(
  { items }: Factors,
  { alpha = usual.alpha, penalty = usual.penalty }: Pick<ImplicitAlsOptions, 'alpha' | 'penalty'>,
): ImplicitAlsModel {
  return { kind: 'implicit-als', version: 1, alpha, penalty, items: itemFactors(items) };
}

/** Scores of people, known before or not, by what they had. */
export function implicitAlsScores(model: ImplicitAlsModel, had: Sparse): Recommender {
  expectModel(model, 1, 'implicit-als');
  const items = matrixOf(model.items);
  checkHistories(had, items.rows);
  const gram = gramOfItems(items, model.penalty);
  return (person, scores) => {
    const taste = leastSquaresTaste(items, gram, model.alpha, had, person);
    for (let item = 0; item < scores.length; item++) scores[item] = dot(taste, row(items, item));
  };
}

/** Scores of the people of the training, by the factors of people and items. */
export function factorRecommender({ people, items }: Factors): Recommender {
  return (person, scores) => {
    const taste = row(people, person);
    for (let item = 0; item < scores.length; item++) scores[item] = dot(taste, row(items, item));
  };
}

function share(of: Sparse): Sparse {
  const values = sharedFloats(of.values.length);
  values.set(of.values);
  const columnsOf = new Uint32Array(new SharedArrayBuffer(of.columnsOf.byteLength));
  columnsOf.set(of.columnsOf);
  const starts = new Uint32Array(new SharedArrayBuffer(of.starts.byteLength));
  starts.set(of.starts);
  return { ...of, values, columnsOf, starts };
}

async function solveSide(
  pool: WorkerPool,
  seen: Sparse,
  own: Matrix,
  other: Matrix,
  alpha: number,
  penalty: number,
): Promise<void> {
  const parts = slices(own.rows, pool.size * 4);
  await pool.run(
    'alsRows',
    parts.map(([from, to]) => ({ seen, own, other, alpha, penalty, from, to })),
  );
}
