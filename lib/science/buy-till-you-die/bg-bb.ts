import { logBeta } from '../numeric/special.ts';
import type { Work } from '../work.ts';
import { fitProcess, type PurchaseModel } from './fit-process.ts';
import { checkHistories, checkOpportunities, type PurchaseHistories } from './purchase-histories.ts';
import type { Behaviour, PurchaseProcess } from './purchase-process.ts';

/**
 * At each opportunity (month, issue, event) one who is alive buys with probability p ~ Beta(α, β) and leaves
 * before the next with probability θ ~ Beta(γ, δ). Times are numbers of opportunities.
 */
export type BgBbModel = PurchaseModel<'bg-bb', 'alpha' | 'beta' | 'gamma' | 'delta'>;

export const bgBb: PurchaseProcess = {
  kind: 'bg-bb',
  names: ['alpha', 'beta', 'gamma', 'delta'],
  likelihood: 'bgBbLikelihood',
  discrete: true,
  start: () => [1, 1, 0.5, 2],
  behaviour: bgBbBehaviour,
};

/** Fits BG/BB by maximum likelihood (Fader, Hardie & Shang 2010); recency and age count opportunities. */
export async function fitBgBb(histories: PurchaseHistories, work: Work = {}): Promise<BgBbModel> {
  checkHistories(histories);
  checkOpportunities(histories);
  return fitProcess(bgBb, histories, work) as Promise<BgBbModel>;
}

function bgBbBehaviour(parameters: readonly number[]): Behaviour {
  const [alpha, beta, gamma, delta] = parameters as [number, number, number, number];
  /** P(alive at opportunity n) over P(history), by the ratios of neighbouring ways to have left. */
  const aliveNow = (x: number, last: number, n: number) => {
    let total = 1;
    let way = gamma / (delta + n - 1);
    let failed = 1;
    for (let j = n - 1; j >= last; j--) {
      failed *= (alpha + beta + j) / (beta + j - x);
      total += failed * way;
      way *= (gamma + delta + j) / (delta + j - 1);
    }
    return 1 / total;
  };
  const stay = (n: number) => (delta + n) / (gamma + delta + n);
  const alive = (x: number, last: number, n: number) => aliveNow(x, last, n) * stay(n);
  const waitBeyond = (x: number, n: number, time: number) =>
    Math.exp(logBeta(alpha + x, beta + n - x + Math.floor(time)) - logBeta(alpha + x, beta + n - x));
  return {
    alive,
    expected(x, last, n, time) {
      let lives = 0;
      let still = 1;
      for (let j = 0; j < time; j++) {
        still *= stay(n + j);
        lives += still;
      }
      return ((alpha + x) / (alpha + beta + n)) * aliveNow(x, last, n) * lives;
    },
    waitBeyond,
    waitQuantile: (x, n, share) => firstWhole((time) => waitBeyond(x, n, time) <= 1 - share),
    silence: (x, last, level) => firstWhole((silence) => alive(x, last, last + silence) < level),
  };
}

/** The least whole number from 0 at which this, once true, stays true; Infinity beyond a billion. */
function firstWhole(reached: (n: number) => boolean): number {
  if (reached(0)) return 0;
  let high = 1;
  while (!reached(high)) {
    high *= 2;
    if (high > 1e9) return Number.POSITIVE_INFINITY;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
