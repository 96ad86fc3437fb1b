import { quantileOfSorted, sorted } from '../../numeric/quantile.ts';
import { aNumber, oneOf } from '../../options.ts';
import {
  type AcceleratedFailureModel,
  type AcceleratedFailureOptions,
  acceleratedSurvival,
  fitAcceleratedFailure,
} from '../../survival/accelerated-failure.ts';
import { failureDistributions } from '../../survival/failure-distributions.ts';
import { checkSurvivalTimes, type SurvivalTimes } from '../../survival/survival-times.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Pick<AcceleratedFailureOptions, 'distribution' | 'maxSteps'> & {
  /** By when the event is foretold, in the unit of the times: their median unless told. */
  readonly horizon?: number;
};

type Learned = AcceleratedFailureModel & { readonly encoding: Encoding; readonly horizon: number };

/** The chance that the event has happened by the horizon, by a model in which columns stretch the time. */
export const acceleratedFailure: ModelKind<SurvivalTimes, Options, Learned, Float64Array> = {
  options: {
    distribution: oneOf(...Object.keys(failureDistributions)),
    maxSteps: aNumber,
    horizon: aNumber,
  },
  async learn({ table, target, options, work }) {
    checkSurvivalTimes(target);
    const { horizon = quantileOfSorted(sorted(target.time), 0.5), ...rest } = options;
    const encoding = await learnEncoding(table, { compared: true }, work);
    const x = await encodeAll(encoding, table, work);
    const asked = { ...rest, names: encoding.names };
    return { ...(await fitAcceleratedFailure(x, target, asked, work)), encoding, horizon };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (x) =>
      acceleratedSurvival(model, x, [model.horizon]).values.map((each) => 1 - each),
    ),
};
