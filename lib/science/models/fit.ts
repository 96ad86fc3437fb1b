import { seededRandom } from '#lib/core';
import { atLeast, finiteOrMissing, wholeNumber } from '../check.ts';
import { unknownChoice } from '../faults.ts';
import { expectModel, type Model } from '../model.ts';
import { aNumber, checkOptions } from '../options.ts';
import type { Table } from '../table.ts';
import type { Work } from '../work.ts';
import { inKnownOrder, type KnownColumn, knownColumns } from './known-columns.ts';
import type { CommonOptions } from './model-kind.ts';
import {
  type AnswersOf,
  type AnyKind,
  type Kind,
  type LearnedOf,
  modelKinds,
  type OptionsOf,
  type TargetOf,
} from './model-kinds.ts';

/** The kind, its own options, and a seed: may come from JSON, lists of numbers too. */
export type FitOptions<K extends Kind> = { readonly kind: K } & CommonOptions & Listed<OptionsOf<K>>;

/** Typed arrays, or lists in their place. */
type Listed<Of> = Of extends Float64Array
  ? ArrayLike<number>
  : { readonly [Name in keyof Of]: Of[Name] extends Float64Array | undefined ? ArrayLike<number> : Of[Name] };

/** Plain data that survives JSON: the model, how it encodes a table, and the columns it was trained on. */
export type FittedModel<K extends Kind = Kind> = LearnedOf<K> & {
  readonly kind: K;
  /** The columns that `predict` wants, by name. */
  readonly trainedOn: readonly KnownColumn[];
};

/**
 * Learns a model of any kind from a table. Gaps are filled, levels and scales encoded inside where the kind needs that.
 * `target` is 0/1 or a number by row, times and events of a survival model, or null where nothing is foretold.
 */
export async function fit<K extends Kind>(
  table: Table,
  target: TargetOf<K> | Listed<TargetOf<K>>,
  options: FitOptions<K>,
  work: Work = {},
): Promise<FittedModel<K>> {
  const { kind, seed = 1, ...rest } = options;
  const named = kindNamed(kind);
  checkOptions<object>({ seed, ...rest }, { seed: aNumber, ...named.options });
  wholeNumber('seed', seed, 0, 2 ** 32 - 1);
  atLeast('columns', table.columns.length, 1);
  finiteNumbers(table);
  const lesson = {
    table,
    target: typed(target),
    options: typed(rest) as object,
    random: seededRandom(seed),
    work,
  };
  const learned = await named.learn(lesson);
  return { ...(learned as LearnedOf<K>), kind, trainedOn: knownColumns(table) };
}

/** What a model of any kind answers for new rows, whose columns may stand in any order; missing and extra ones are faults. */
export async function predict<K extends Kind>(
  model: Model & { readonly kind: K; readonly trainedOn: readonly KnownColumn[] },
  table: Table,
  work: Work = {},
): Promise<AnswersOf<K>> {
  const named = kindNamed(model?.kind);
  expectModel(model, 1, model.kind);
  const known = inKnownOrder(model.trainedOn, table);
  finiteNumbers(known);
  return (await named.answer(model, known, work)) as AnswersOf<K>;
}

function kindNamed(kind: Kind): AnyKind {
  if (!Object.hasOwn(modelKinds, kind ?? ''))
    throw unknownChoice({ name: 'kind', given: String(kind), allowed: Object.keys(modelKinds).join(', ') });
  return modelKinds[kind];
}

/** Lists of numbers from JSON, and those inside an object, as the typed arrays that the fits take. */
function typed(given: unknown): unknown {
  if (isNumbers(given)) return Float64Array.from(given);
  if (typeof given !== 'object' || given === null || Array.isArray(given) || ArrayBuffer.isView(given))
    return given;
  const members = Object.entries(given).map(([name, value]) => [
    name,
    isNumbers(value) ? Float64Array.from(value) : value,
  ]);
  return Object.fromEntries(members);
}

const isNumbers = (given: unknown): given is number[] =>
  Array.isArray(given) && given.every((each) => typeof each === 'number');

function finiteNumbers({ columns }: Table): void {
  for (const column of columns) if (column.kind === 'number') finiteOrMissing(column.name, column.values);
}
