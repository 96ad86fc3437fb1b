import type { Work } from '../work.ts';
import { betaGeometricBehaviour } from './beta-geometric-behaviour.ts';
import { fitProcess, type PurchaseModel } from './fit-process.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import type { PurchaseProcess } from './purchase-process.ts';

/** As BG/NBD, but one may leave after the first purchase too, so that one-time buyers can be gone. */
export type MbgNbdModel = PurchaseModel<'mbg-nbd', 'r' | 'alpha' | 'a' | 'b'>;

export const mbgNbd: PurchaseProcess = {
  kind: 'mbg-nbd',
  names: ['r', 'alpha', 'a', 'b'],
  likelihood: 'mbgNbdLikelihood',
  discrete: false,
  start: (meanAge) => [0.5, meanAge / 4, 1, 2],
  behaviour: (parameters) => betaGeometricBehaviour(parameters, 1),
};

/** Fits MBG/NBD by maximum likelihood (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007). */
export const fitMbgNbd = (histories: PurchaseHistories, work: Work = {}): Promise<MbgNbdModel> =>
  fitProcess(mbgNbd, histories, work) as Promise<MbgNbdModel>;
