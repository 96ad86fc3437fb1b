import { binaryTarget, sameLength } from '../../check.ts';
import { fitBernoulliNaiveBayes, type NaiveBayes, predictNaiveBayes } from '../../linear/naive-bayes.ts';
import { type Matrix, matrix } from '../../numeric/matrix.ts';
import { aNumber, numbers } from '../../options.ts';
import { applyBinning, type Binning, fitBinning } from '../../prepare/binning.ts';
import type { Table } from '../../table.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

interface Options {
  readonly smoothing?: number;
  /** Quantile bins of a number: 10 unless told. */
  readonly bins?: number;
  readonly weights?: ArrayLike<number>;
}

type Learned = NaiveBayes & { readonly binning: Binning; readonly encoding: Encoding };

/** The chance of a 1 if columns were independent in each class; numbers are cut into bins. */
export const bernoulliNaiveBayes: ModelKind<Float64Array, Options, Learned, Float64Array> = {
  options: { smoothing: aNumber, bins: aNumber, weights: numbers },
  async learn({ table, target, options, work }) {
    const { bins = 10, ...rest } = options;
    sameLength('the target', target, table.rows);
    binaryTarget('the target', target);
    const binning = fitBinning(table, { bins, columns: numbersThatVary(table) });
    const binned = applyBinning(binning, table);
    const encoding = await learnEncoding(binned, {}, work);
    const fitted = fitBernoulliNaiveBayes(await encodeAll(encoding, binned, work), target, rest);
    return { ...fitted, binning, encoding };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, applyBinning(model.binning, table), work, (x) =>
      ofOne(predictNaiveBayes(model, x)),
    ),
};

const numbersThatVary = ({ columns }: Table) =>
  columns.flatMap((column) => {
    if (column.kind === 'category') return [];
    const present = column.values.filter((value) => !Number.isNaN(value));
    return present.some((value) => value !== present[0]) ? [column.name] : [];
  });

const ofOne = ({ rows, columns, values }: Matrix) =>
  matrix(rows, 1).values.map((_, row) => values[row * columns + 1]!);
