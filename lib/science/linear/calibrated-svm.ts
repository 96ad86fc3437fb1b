import { fitPlattScaling, type PlattScaling, predictPlattScaling } from '../judge/platt-scaling.ts';
import { expectModel } from '../model.ts';
import { stratifiedFolds } from '../prepare/splits/folds.ts';
import { outOfFold } from '../prepare/splits/out-of-fold.ts';
import type { Work } from '../work.ts';
import type { Design } from './design.ts';
import { fitLinearSvm, type LinearSvm, type LinearSvmOptions, predictLinearSvm } from './linear-svm.ts';
import { takeDesignRows } from './take-design-rows.ts';

export interface CalibratedSvm {
  readonly kind: 'calibrated-svm';
  readonly version: 1;
  readonly svm: LinearSvm;
  readonly platt: PlattScaling;
}

/** A linear SVM whose distances become probabilities: Platt's curve is fitted to distances of rows left out, in `folds` folds (5). */
export async function fitCalibratedSvm(
  x: Design,
  target: Float64Array,
  options: LinearSvmOptions & { readonly folds?: number },
  work: Work = {},
): Promise<CalibratedSvm> {
  const { folds = 5, weights, random } = options;
  const svm = await fitLinearSvm(x, target, options, work);
  const fold = stratifiedFolds(target, folds, random);
  const distances = await outOfFold(
    fold,
    async ({ train, test }, part) => {
      const pick = (from: Float64Array) => Float64Array.from(train, (row) => from[row]!);
      const asked = { ...options, ...(weights && { weights: pick(weights) }) };
      const model = await fitLinearSvm(takeDesignRows(x, train), pick(target), asked, part);
      return predictLinearSvm(model, takeDesignRows(x, test));
    },
    work,
  );
  return { kind: 'calibrated-svm', version: 1, svm, platt: fitPlattScaling(target, distances, weights) };
}

/** Probability of 1, by row. */
export function predictCalibratedSvm(model: CalibratedSvm, x: Design): Float64Array {
  expectModel(model, 1, 'calibrated-svm');
  return predictPlattScaling(model.platt, predictLinearSvm(model.svm, x));
}
