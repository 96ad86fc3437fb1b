import type { Random } from '#lib/core';
import type { CustomerBaseModel, PurchaseHistories } from '../buy-till-you-die/index.ts';
import { beta, exponential, gamma } from '../numeric/variates.ts';

/** Customers drawn from a model: what is seen until their age, and the purchases in the time `ahead` of it. */
export interface SimulatedCustomers {
  readonly histories: PurchaseHistories;
  readonly after: Float64Array;
}

type Times = Generator<number, void>;

/** Purchases after the first one, without end unless the customer leaves. */
const purchaseTimes: Record<CustomerBaseModel['kind'], (p: readonly number[], random: Random) => Times> = {
  *'bg-nbd'([r, alpha, a, b], random) {
    const rate = gamma(random, r!, alpha!);
    const leaving = beta(random, a!, b!);
    for (let time = exponential(random, rate); ; time += exponential(random, rate)) {
      yield time;
      if (random() < leaving) return;
    }
  },
  *'mbg-nbd'([r, alpha, a, b], random) {
    const rate = gamma(random, r!, alpha!);
    const leaving = beta(random, a!, b!);
    for (let time = 0; random() >= leaving; ) {
      time += exponential(random, rate);
      yield time;
    }
  },
  *'pareto-nbd'([r, alpha, s, b], random) {
    const rate = gamma(random, r!, alpha!);
    const end = exponential(random, gamma(random, s!, b!));
    for (let time = exponential(random, rate); time < end; time += exponential(random, rate)) yield time;
  },
  *'bg-bb'([alpha, b, g, d], random) {
    const buying = beta(random, alpha!, b!);
    const leaving = beta(random, g!, d!);
    for (let time = 1; random() >= leaving; time++) if (random() < buying) yield time;
  },
};

/** `ages` as long as there are customers; parameters in the order of the model. */
export function simulatedCustomers(
  kind: CustomerBaseModel['kind'],
  parameters: readonly number[],
  ages: Float64Array,
  ahead: number,
  random: Random,
): SimulatedCustomers {
  const frequency = new Float64Array(ages.length);
  const recency = new Float64Array(ages.length);
  const after = new Float64Array(ages.length);
  for (const [i, age] of ages.entries())
    for (const time of purchaseTimes[kind](parameters, random)) {
      if (time > age + ahead) break;
      if (time > age) after[i]!++;
      else {
        frequency[i]!++;
        recency[i] = time;
      }
    }
  return { histories: { frequency, recency, age: ages }, after };
}
