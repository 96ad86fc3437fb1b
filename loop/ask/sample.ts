import { type Sql, sql } from '#lib/sql';

const PARTS = 1_000_000;

/** A predicate over a column `person`: the same share of people in every question, chosen by the person's hash. */
export function inSample(sample: number | undefined): Sql[] {
  if (sample === undefined) return [];
  return [sql`person % ${sql.integer(PARTS)} < ${sql.integer(Math.max(1, Math.round(sample * PARTS)))}`];
}

/** What a count among the sampled people stands for among all. */
export function scaledUp(count: number, sample: number | undefined): number {
  return sample === undefined ? count : Math.round(count / sample);
}
