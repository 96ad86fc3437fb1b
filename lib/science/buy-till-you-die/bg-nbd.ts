import type { Work } from '../work.ts';
import { betaGeometricBehaviour } from './beta-geometric-behaviour.ts';
import { fitProcess, type PurchaseModel } from './fit-process.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import type { PurchaseProcess } from './purchase-process.ts';

/** Purchases at a rate ~ Gamma(r, α); after each repeat purchase one leaves with probability p ~ Beta(a, b). */
export type BgNbdModel = PurchaseModel<'bg-nbd', 'r' | 'alpha' | 'a' | 'b'>;

export const bgNbd: PurchaseProcess = {
  kind: 'bg-nbd',
  names: ['r', 'alpha', 'a', 'b'],
  likelihood: 'bgNbdLikelihood',
  discrete: false,
  start: (meanAge) => [0.5, meanAge / 4, 1, 2],
  behaviour: (parameters) => betaGeometricBehaviour(parameters, 0),
};

/** Fits BG/NBD by maximum likelihood (Fader, Hardie & Lee 2005, "Counting your customers the easy way"). */
export const fitBgNbd = (histories: PurchaseHistories, work: Work = {}): Promise<BgNbdModel> =>
  fitProcess(bgNbd, histories, work) as Promise<BgNbdModel>;
