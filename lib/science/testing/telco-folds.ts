import type { Matrix } from '../numeric/matrix.ts';
import { designMatrix, namesOf } from '../prepare/design-matrix.ts';
import { applyOneHot, fitOneHot } from '../prepare/one-hot.ts';
import { applyScaling, fitScaling } from '../prepare/scaling.ts';
import { splitsOf } from '../prepare/splits/folds.ts';
import { type Table, takeRows } from '../table.ts';
import type { Telco } from './telco.ts';

/** A fold as linear models take it. */
export interface TelcoFold {
  readonly names: readonly string[];
  readonly train: Matrix;
  readonly trainTarget: Float64Array;
  readonly test: Matrix;
  readonly testTarget: Float64Array;
}

/** The five folds by the protocol: all levels one-hot, numbers standardised on the training rows. */
export function telcoFolds({ variables, churned, fold }: Telco): TelcoFold[] {
  return splitsOf(fold).map(({ train, test }) => {
    const known = takeRows(variables, train);
    const scaling = fitScaling(known);
    const oneHot = fitOneHot(known);
    const prepared = (rows: Table) => applyOneHot(oneHot, applyScaling(scaling, rows));
    const learned = prepared(known);
    return {
      names: namesOf(learned),
      train: designMatrix(learned),
      trainTarget: Float64Array.from(train, (row) => churned[row]!),
      test: designMatrix(prepared(takeRows(variables, test))),
      testTarget: Float64Array.from(test, (row) => churned[row]!),
    };
  });
}
