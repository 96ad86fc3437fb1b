import { atLeast } from '../check.ts';
import { constantColumn } from '../faults.ts';
import { sharedFloats, slices } from '../parallel/shared-memory.ts';
import { alone } from '../parallel/start-worker-pool.ts';
import { checkpoint, type Work } from '../work.ts';
import { type Estimates, maximiseLikelihood } from './likelihoods/maximise.ts';
import { groupHistories, type PurchaseHistories } from './purchase-histories.ts';
import type { LikelihoodInput, PurchaseProcess } from './purchase-process.ts';

/** A fitted model of the registry: plain data. */
export interface PurchaseModel<Kind extends string = string, Name extends string = string>
  extends Estimates<Name> {
  readonly kind: Kind;
  readonly version: 1;
}

/** Maximum likelihood of a process, equal histories taken together, slices shared with the pool. */
export async function fitProcess(
  process: PurchaseProcess,
  histories: PurchaseHistories,
  work: Work,
): Promise<PurchaseModel> {
  const grouped = groupHistories(histories);
  atLeast(
    'customers',
    grouped.weights.reduce((sum, weight) => sum + weight, 0),
    2,
  );
  atLeast('customers with a repeat purchase', grouped.frequency.filter((x) => x > 0).length, 1);
  if (!grouped.age.some((age) => age > 0)) throw constantColumn({ what: 'age' });
  await checkpoint(work, 0);
  const { pool = alone } = work;
  const parts = slicesOf(pool.size > 1 ? sharedCopy(grouped) : grouped, pool.size);
  const estimates = await maximiseLikelihood(
    {
      what: process.kind,
      names: process.names,
      start: process.start(meanAge(grouped)),
      observations: grouped.weights.reduce((sum, weight) => sum + weight, 0),
      async evaluate(parameters) {
        const inputs = parts.map((part): LikelihoodInput => ({ parameters, ...part }));
        const sums = await pool.run(process.likelihood, inputs);
        return sums[0]!.map((_, k) => sums.reduce((total, part) => total + part[k]!, 0));
      },
    },
    work,
  );
  return { kind: process.kind, version: 1, ...estimates };
}

type Slice = Omit<LikelihoodInput, 'parameters'>;

function slicesOf({ frequency, recency, age, weights }: Slice, parts: number): Slice[] {
  return slices(frequency.length, parts).map(([from, to]) => ({
    frequency: frequency.subarray(from, to),
    recency: recency.subarray(from, to),
    age: age.subarray(from, to),
    weights: weights.subarray(from, to),
  }));
}

/** In memory that threads share, so that no evaluation copies the data. */
function sharedCopy(of: Slice): Slice {
  const shared = (values: Float64Array) => {
    const copy = sharedFloats(values.length);
    copy.set(values);
    return copy;
  };
  return {
    frequency: shared(of.frequency),
    recency: shared(of.recency),
    age: shared(of.age),
    weights: shared(of.weights),
  };
}

function meanAge({ age, weights }: Slice): number {
  let total = 0;
  let customers = 0;
  for (let i = 0; i < age.length; i++) {
    total += weights[i]! * age[i]!;
    customers += weights[i]!;
  }
  return total / customers;
}
