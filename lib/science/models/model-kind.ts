import type { Random } from '#lib/core';
import type { Model } from '../model.ts';
import type { OptionRules } from '../options.ts';
import type { Table } from '../table.ts';
import type { Work } from '../work.ts';

/** What a model learns from. */
export interface Lesson<Target, Options> {
  readonly table: Table;
  readonly target: Target;
  readonly options: Options;
  /** Made of the seed. */
  readonly random: Random;
  readonly work: Work;
}

/**
 * One kind of the registry. It hands `fit` and `predict` plain tables: how columns become numbers is the kind's own matter,
 * and part of the model it answers, which is plain data.
 */
export interface ModelKind<Target, Options, Learned extends Model, Answers> {
  readonly options: OptionRules<Options>;
  learn(lesson: Lesson<Target, Options>): Promise<Learned>;
  /** The table has the columns of the lesson, in their order. */
  answer(model: Learned, table: Table, work: Work): Promise<Answers>;
}

/** Options of every kind. */
export interface CommonOptions {
  /** The same seed gives the same model bit for bit: 1 unless told. */
  readonly seed?: number;
}
