import {
  fitLogisticRegression,
  type LogisticOptions,
  type LogisticRegression,
  predictLogisticRegression,
} from '../../linear/logistic/logistic-regression.ts';
import { aNumber, numbers } from '../../options.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

/** Numbers are standardised first. Without any penalty the coefficients have standard errors. */
type Options = Pick<LogisticOptions, 'l1' | 'l2' | 'weights'>;

/** The chance of a 1 by a logistic curve of a weighted sum. `l2` is 1 unless told. */
export const logisticRegression: ModelKind<
  Float64Array,
  Options,
  LogisticRegression & { readonly encoding: Encoding },
  Float64Array
> = {
  options: { l1: aNumber, l2: aNumber, weights: numbers },
  async learn({ table, target, options, work }) {
    const { l1 = 0, l2 = 1, weights } = options;
    const encoding = await learnEncoding(table, { compared: l1 === 0 && l2 === 0 }, work);
    const x = await encodeAll(encoding, table, work);
    const fitted = await fitLogisticRegression(x, target, { l1, l2, weights, names: encoding.names }, work);
    return { ...fitted, encoding };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (x) => predictLogisticRegression(model, x)),
};
