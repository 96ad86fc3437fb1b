import { wrongModel } from '../faults.ts';
import { type BgBbModel, bgBb } from './bg-bb.ts';
import { type BgNbdModel, bgNbd } from './bg-nbd.ts';
import { type MbgNbdModel, mbgNbd } from './mbg-nbd.ts';
import { type ParetoNbdModel, paretoNbd } from './pareto-nbd.ts';
import type { Behaviour, PurchaseProcess } from './purchase-process.ts';

export type CustomerBaseModel = BgNbdModel | MbgNbdModel | ParetoNbdModel | BgBbModel;

/** The shelf, one line each. */
export const purchaseProcesses: Readonly<Record<CustomerBaseModel['kind'], PurchaseProcess>> = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
  'bg-bb': bgBb,
};

/** The process of a model; refuses another version's. */
export function processOf({ kind, version }: CustomerBaseModel): PurchaseProcess {
  const process = purchaseProcesses[kind];
  if (!process || version !== 1)
    throw wrongModel({ given: `${kind} ${version}`, expected: Object.keys(purchaseProcesses).join(', ') });
  return process;
}

/** What customers do under a fitted model. */
export function behaviourOf(model: CustomerBaseModel): Behaviour {
  const process = processOf(model);
  const parameters: Readonly<Record<string, number>> = model.parameters;
  return process.behaviour(process.names.map((name) => parameters[name]!));
}
