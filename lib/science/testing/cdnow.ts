import { readColumns, reference } from './reference-data.ts';

/** CDNOW, 2,357 customers, in weeks: 39 of calibration, then as many to foretell. */
export function cdnow() {
  const file = reference('data/cdnow/cdnow_customers_summary_with_transactions.csv');
  const individual = reference('refs/cdnow_bgnbd_individual.csv');
  if (!file || !individual) return undefined;
  const [summary, foretold] = [readColumns(file), readColumns(individual)];
  const numbers = (texts: string[]) => Float64Array.from(texts, Number);
  return {
    histories: {
      frequency: numbers(summary.x!),
      recency: numbers(summary.t_x!),
      age: numbers(summary.T!),
    },
    averageValue: numbers(summary.zbar!),
    /** What the reference foretells for each, and what came. */
    expected39: numbers(foretold.E39!),
    alive: numbers(foretold.p_alive!),
    holdout: numbers(foretold.holdout!),
  };
}
