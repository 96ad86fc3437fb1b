import { allFinite, properShare, wholeNumber } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { aNumber, checkOptions, numbers } from '../options.ts';
import type { Work } from '../work.ts';
import { checkSeries, type ResponseModel } from './fit-response.ts';
import { hillMarginal, hillResponse } from './hill.ts';
import { type Interval, profileInterval } from './profile-interval.ts';
import { responseAt, responseResiduals, thetaOf } from './response-terms.ts';

export interface CurvePoint {
  readonly amount: number;
  /** What a steady spending of this amount brings a period. */
  readonly response: number;
  readonly responseInterval: Interval;
  /** What one more unit brings. */
  readonly marginal: number;
  readonly marginalInterval: Interval;
}

/**
 * Response and marginal response of a channel at some amounts, with intervals by the same profile as the parameters'.
 * @param spending @param outcome those that the model was fitted to
 */
export async function responseCurve(
  model: ResponseModel,
  spending: readonly Float64Array[],
  outcome: Float64Array,
  asked: { readonly channel: number; readonly amounts: ArrayLike<number>; readonly level?: number },
  work: Work = {},
): Promise<CurvePoint[]> {
  expectModel(model, 1, 'response');
  checkSeries(spending, outcome);
  checkOptions(asked, { channel: aNumber, amounts: numbers, level: aNumber });
  const { channel, amounts, level = 0.95 } = asked;
  wholeNumber('channel', channel, 0, model.channels.length - 1);
  properShare('level', level);
  allFinite('amounts', amounts);
  const theta = thetaOf(model);
  const { residuals } = responseResiduals(theta, spending, outcome);
  const fit = { spending, outcome, theta, squares: residuals.reduce((sum, value) => sum + value * value, 0) };
  const points: CurvePoint[] = [];
  for (const [at, amount] of Array.from(amounts).entries()) {
    if (!(amount > 0)) throw outOfRange({ what: 'the amount', given: amount, allowed: 'above 0' });
    const curveOf = (of: Float64Array) => responseAt(of).channels[channel]!.curve;
    const range = (figure: typeof hillResponse) =>
      profileInterval(fit, (of) => figure(curveOf(of), amount), level, work, at / amounts.length);
    points.push({
      amount,
      response: hillResponse(curveOf(theta), amount),
      responseInterval: await range(hillResponse),
      marginal: hillMarginal(curveOf(theta), amount),
      marginalInterval: await range(hillMarginal),
    });
  }
  return points;
}
