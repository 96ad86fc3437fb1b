import { matrix } from '../../numeric/matrix.ts';
import { quantileOfSorted, sorted } from '../../numeric/quantile.ts';
import { aNumber, oneOf } from '../../options.ts';
import { coxSurvival } from '../../survival/cox-prediction.ts';
import { type CoxModel, type CoxOptions, fitCoxRegression } from '../../survival/cox-regression.ts';
import { checkSurvivalTimes, type SurvivalTimes } from '../../survival/survival-times.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Pick<CoxOptions, 'ties' | 'maxSteps'> & {
  /** By when the event is foretold, in the unit of the times: their median unless told. */
  readonly horizon?: number;
};

type Learned = CoxModel & { readonly encoding: Encoding; readonly horizon: number };

/** The chance that the event has happened by the horizon, by Cox's proportional hazards. */
export const coxRegression: ModelKind<SurvivalTimes, Options, Learned, Float64Array> = {
  options: { ties: oneOf('efron', 'breslow'), maxSteps: aNumber, horizon: aNumber },
  async learn({ table, target, options, work }) {
    checkSurvivalTimes(target);
    const { horizon = quantileOfSorted(sorted(target.time), 0.5), ...rest } = options;
    const encoding = await learnEncoding(table, { compared: true }, work);
    const design = await encodeAll(encoding, table, work);
    const asked = { ...rest, names: encoding.names };
    return { ...(await fitCoxRegression({ design, outcome: target }, asked, work)), encoding, horizon };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (x) => {
      const survival = coxSurvival(model, x, [model.horizon]);
      return matrix(x.rows, 1, survival.values).values.map((each) => 1 - each);
    }),
};
