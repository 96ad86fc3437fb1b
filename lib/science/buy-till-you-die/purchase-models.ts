import { expectModel } from '../model.ts';
import { type BgBbModel, bgBb } from './bg-bb.ts';
import { type BgNbdModel, bgNbd } from './bg-nbd.ts';
import { type MbgNbdModel, mbgNbd } from './mbg-nbd.ts';
import { type ParetoNbdModel, paretoNbd } from './pareto-nbd.ts';
import { checkHistories, checkOpportunities, type PurchaseHistories } from './purchase-histories.ts';
import type { Behaviour, PurchaseProcess } from './purchase-process.ts';

export type CustomerBaseModel = BgNbdModel | MbgNbdModel | ParetoNbdModel | BgBbModel;

/** The registry, one line each. */
export const purchaseProcesses: Readonly<Record<CustomerBaseModel['kind'], PurchaseProcess>> = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
  'bg-bb': bgBb,
};

/** The process of a model; refuses another kind's or version's. */
export function processOf(model: CustomerBaseModel): PurchaseProcess {
  expectModel(model, 1, ...(Object.keys(purchaseProcesses) as CustomerBaseModel['kind'][]));
  return purchaseProcesses[model.kind];
}

/** Refuses histories that the model cannot speak of. */
export function checkHistoriesFor(model: CustomerBaseModel, histories: PurchaseHistories): void {
  const { discrete } = processOf(model);
  checkHistories(histories);
  if (discrete) checkOpportunities(histories);
}

/** What customers do under a fitted model. */
export function behaviourOf(model: CustomerBaseModel): Behaviour {
  const process = processOf(model);
  const parameters: Readonly<Record<string, number>> = model.parameters;
  return process.behaviour(process.names.map((name) => parameters[name]!));
}
