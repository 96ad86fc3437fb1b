import { type CalibratedSvm, fitCalibratedSvm, predictCalibratedSvm } from '../../linear/calibrated-svm.ts';
import type { LinearSvmOptions } from '../../linear/linear-svm.ts';
import { aNumber, numbers, oneOf } from '../../options.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Pick<LinearSvmOptions, 'cost' | 'loss' | 'tolerance' | 'weights'> & {
  readonly folds?: number;
};

/** The chance of a 1 by Platt's curve of the distance from a linear support vector machine's border. */
export const calibratedSvm: ModelKind<
  Float64Array,
  Options,
  CalibratedSvm & { readonly encoding: Encoding },
  Float64Array
> = {
  options: {
    cost: aNumber,
    loss: oneOf('squared hinge', 'hinge'),
    tolerance: aNumber,
    weights: numbers,
    folds: aNumber,
  },
  async learn({ table, target, options, random, work }) {
    const encoding = await learnEncoding(table, {}, work);
    const x = await encodeAll(encoding, table, work);
    const fitted = await fitCalibratedSvm(x, target, { ...options, random, names: encoding.names }, work);
    return { ...fitted, encoding };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (x) => predictCalibratedSvm(model, x)),
};
