import betainc from '@stdlib/math-base-special-betainc';
import betaln from '@stdlib/math-base-special-betaln';
import digammaOf from '@stdlib/math-base-special-digamma';
import erfc from '@stdlib/math-base-special-erfc';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import trigammaOf from '@stdlib/math-base-special-trigamma';

/** log Γ(x). */
export const logGamma: (x: number) => number = gammaln;

/** log B(a, b). */
export const logBeta: (a: number, b: number) => number = betaln;

/** ψ(x), the derivative of log Γ. */
export const digamma: (x: number) => number = digammaOf;

/** ψ′(x). */
export const trigamma: (x: number) => number = trigammaOf;

/** 1 − erf(x), right in the far tail too. */
export const complementaryError: (x: number) => number = erfc;

/** P(a, x), or Q(a, x) = 1 − P for the upper tail. */
export const incompleteGamma = (x: number, a: number, upper = false): number => gammainc(x, a, true, upper);

/** I_x(a, b), or 1 − I for the upper tail. */
export const incompleteBeta = (x: number, a: number, b: number, upper = false): number =>
  betainc(x, a, b, true, upper);

/** log(1 / (1 + e^−x)) without overflow. */
export function logSigmoid(x: number): number {
  return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

/** 1 / (1 + e^−x). */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** log(e^x + e^y) without overflow. */
export function logAddExp(x: number, y: number): number {
  const greater = Math.max(x, y);
  if (greater === Number.NEGATIVE_INFINITY) return greater;
  return greater + Math.log1p(Math.exp(Math.min(x, y) - greater));
}

/** log Σ e^x without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) greatest = Math.max(greatest, values[i]!);
  if (greatest === Number.NEGATIVE_INFINITY) return greatest;
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.exp(values[i]! - greatest);
  return greatest + Math.log(total);
}
