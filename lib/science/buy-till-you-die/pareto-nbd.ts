import { root } from '../numeric/root.ts';
import type { Work } from '../work.ts';
import { fitProcess, type PurchaseModel } from './fit-process.ts';
import { gammaWait } from './gamma-wait.ts';
import { integrateTail, paretoIntegral } from './pareto-integral.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import type { Behaviour, PurchaseProcess } from './purchase-process.ts';

/** Purchases at a rate ~ Gamma(r, α); one leaves at any time, at a rate ~ Gamma(s, β). */
export type ParetoNbdModel = PurchaseModel<'pareto-nbd', 'r' | 'alpha' | 's' | 'beta'>;

export const paretoNbd: PurchaseProcess = {
  kind: 'pareto-nbd',
  names: ['r', 'alpha', 's', 'beta'],
  likelihood: 'paretoNbdLikelihood',
  discrete: false,
  start: (meanAge) => [0.5, meanAge / 4, 0.5, meanAge / 4],
  behaviour: paretoNbdBehaviour,
};

/** Fits Pareto/NBD by maximum likelihood (Schmittlein, Morrison & Colombo 1987, "Counting your customers"). */
export const fitParetoNbd = (histories: PurchaseHistories, work: Work = {}): Promise<ParetoNbdModel> =>
  fitProcess(paretoNbd, histories, work) as Promise<ParetoNbdModel>;

function paretoNbdBehaviour(parameters: readonly number[]): Behaviour {
  const [r, alpha, s, beta] = parameters as [number, number, number, number];
  const tail = paretoIntegral();
  const logTail = (x: number, from: number) => {
    integrateTail(r, alpha, s, beta, x, from, tail);
    return tail.log;
  };
  const alive = (x: number, last: number, age: number) => {
    const logAlive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
    const atLast = logTail(x, last);
    const logGone = Math.log(s) + atLast + Math.log(-Math.expm1(Math.min(0, logTail(x, age) - atLast)));
    return 1 / (1 + Math.exp(logGone - logAlive));
  };
  return {
    alive,
    expected: (x, last, age, time) =>
      (alive(x, last, age) * ((r + x) * expectedLife(s, beta + age, time))) / (alpha + age),
    ...gammaWait(r, alpha),
    silence(x, last, level) {
      const above = (silence: number) => alive(x, last, last + silence) - level;
      let high = alpha + last;
      while (above(high) > 0 && high < 1e12 * (alpha + last)) high *= 2;
      return above(high) > 0 ? Number.POSITIVE_INFINITY : root(above, 0, high);
    },
  };
}

/** E[min(life, time)] of one who is alive, for a rate of leaving ~ Gamma(s, β). */
function expectedLife(s: number, beta: number, time: number): number {
  const log = Math.log1p(time / beta);
  return s === 1 ? beta * log : (beta * -Math.expm1((1 - s) * log)) / (s - 1);
}
