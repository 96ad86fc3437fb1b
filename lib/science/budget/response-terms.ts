import type { Box, Residuals } from '../numeric/levenberg-marquardt.ts';
import { quantile } from '../numeric/quantile.ts';
import { adstock } from './adstock.ts';
import { type Hill, hillResponse } from './hill.ts';

/** What a channel does: what is carried over, and how it saturates. */
export interface Channel {
  readonly decay: number;
  readonly curve: Hill;
}

export interface Response {
  readonly base: number;
  readonly channels: readonly Channel[];
}

/** Parameters of a channel, in the order in which they stand in θ after the base; the half is there as its logarithm. */
export const channelParameters = ['decay', 'scale', 'half', 'shape'] as const;
export type ChannelParameter = (typeof channelParameters)[number];

/** Where a parameter of a channel stands in θ. */
export const placeOf = (channel: number, parameter: ChannelParameter) =>
  1 + 4 * channel + channelParameters.indexOf(parameter);

export function responseAt(theta: ArrayLike<number>): Response {
  const channels = Array.from({ length: (theta.length - 1) / 4 }, (_, c) => {
    const of = (parameter: ChannelParameter) => theta[placeOf(c, parameter)]!;
    const curve = { scale: of('scale'), half: Math.exp(of('half')), shape: of('shape') };
    return { decay: of('decay'), curve };
  });
  return { base: theta[0]!, channels };
}

export function thetaOf({ base, channels }: Response): Float64Array {
  const each = channels.flatMap(({ decay, curve }) => [
    decay,
    curve.scale,
    Math.log(curve.half),
    curve.shape,
  ]);
  return Float64Array.from([base, ...each]);
}

/**
 * What parameters may be: a half beyond twenty times the greatest spending cannot be told from a straight line, one below a
 * hundredth not from a switch.
 */
export function boundsOf(spending: readonly Float64Array[]): Box {
  const lower = [Number.NEGATIVE_INFINITY];
  const upper = [Number.POSITIVE_INFINITY];
  for (const column of spending) {
    const most = quantile(column, 1);
    lower.push(0, 0, Math.log(most / 100), 0.3);
    upper.push(0.98, Number.POSITIVE_INFINITY, Math.log(most * 20), 4);
  }
  return { lower, upper };
}

export function outcomeOf({ base, channels }: Response, spending: readonly Float64Array[]): Float64Array {
  const outcome = new Float64Array(spending[0]?.length ?? 0).fill(base);
  for (const [c, { decay, curve }] of channels.entries())
    for (const [t, felt] of adstock(spending[c]!, decay).entries()) outcome[t]! += hillResponse(curve, felt);
  return outcome;
}

/** Expected less seen, and the derivatives by θ. */
export function responseResiduals(
  theta: Float64Array,
  spending: readonly Float64Array[],
  outcome: Float64Array,
): Residuals {
  const residuals = outcome.map((seen) => theta[0]! - seen);
  const jacobian = [new Float64Array(outcome.length).fill(1)];
  for (const [c, { decay, curve }] of responseAt(theta).channels.entries()) {
    const parts = Array.from({ length: 4 }, () => new Float64Array(outcome.length));
    addChannel(residuals, parts, spending[c]!, decay, curve);
    jacobian.push(...parts);
  }
  return { residuals, jacobian };
}

/** With u = (x / half)^shape the curve is scale · u / (1 + u); its derivative by log u is scale · u / (1 + u)². */
function addChannel(
  residuals: Float64Array,
  [byDecay, byScale, byHalf, byShape]: readonly Float64Array[],
  spending: Float64Array,
  decay: number,
  { scale, half, shape }: Hill,
): void {
  const logHalf = Math.log(half);
  let felt = 0;
  let feltByDecay = 0;
  for (let t = 0; t < spending.length; t++) {
    feltByDecay = -spending[t]! + felt + decay * feltByDecay;
    felt = (1 - decay) * spending[t]! + decay * felt;
    if (felt <= 0) continue;
    const above = Math.log(felt) - logHalf;
    const share = 1 / (1 + Math.exp(-shape * above));
    const byLog = scale * share * (1 - share);
    residuals[t]! += scale * share;
    byDecay![t] = (byLog * shape * feltByDecay) / felt;
    byScale![t] = share;
    byHalf![t] = -byLog * shape;
    byShape![t] = byLog * above;
  }
}
