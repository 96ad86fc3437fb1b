import { complementaryError, logSigmoid, sigmoid } from '../numeric/special.ts';

/** The noise of log time: smallest extreme value (Weibull times), normal (log-normal) or logistic (log-logistic). */
export type FailureDistribution = 'weibull' | 'log-normal' | 'log-logistic';

interface Distribution {
  /** S(z). */
  survival(z: number): number;
  /** log f(z) of an event or log S(z) of a censored time, with first and second derivative, into `out`. */
  derivatives(z: number, event: boolean, out: Float64Array): void;
}

export const failureDistributions: Readonly<Record<FailureDistribution, Distribution>> = {
  weibull: {
    survival: (z) => Math.exp(-Math.exp(z)),
    derivatives(z, event, out) {
      const hazard = Math.exp(z);
      out[0] = (event ? z : 0) - hazard;
      out[1] = (event ? 1 : 0) - hazard;
      out[2] = -hazard;
    },
  },
  'log-logistic': {
    survival: (z) => sigmoid(-z),
    derivatives(z, event, out) {
      const gone = sigmoid(z);
      const times = event ? 2 : 1;
      out[0] = (event ? z : 0) + times * logSigmoid(-z);
      out[1] = (event ? 1 : 0) - times * gone;
      out[2] = -times * gone * (1 - gone);
    },
  },
  'log-normal': {
    survival: (z) => complementaryError(z / Math.SQRT2) / 2,
    derivatives(z, event, out) {
      if (event) {
        out[0] = -(z * z) / 2 - Math.log(2 * Math.PI) / 2;
        out[1] = -z;
        out[2] = -1;
        return;
      }
      const [logSurvival, hazard] = normalTail(z);
      out[0] = logSurvival;
      out[1] = -hazard;
      out[2] = -hazard * (hazard - z);
    },
  },
};

/** log P(Z > z) and the hazard density(z) / P(Z > z); beyond 30 by Laplace's continued fraction, where P is 0 in doubles. */
function normalTail(z: number): [logSurvival: number, hazard: number] {
  const logDensity = -(z * z) / 2 - Math.log(2 * Math.PI) / 2;
  if (z > 30) {
    const hazard = z + 1 / (z + 2 / (z + 3 / z));
    return [logDensity - Math.log(hazard), hazard];
  }
  const logSurvival = Math.log(complementaryError(z / Math.SQRT2) / 2);
  return [logSurvival, Math.exp(logDensity - logSurvival)];
}
