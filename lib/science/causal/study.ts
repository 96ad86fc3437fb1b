import { allFinite, binaryTarget, properShare, sameLength } from '../check.ts';
import type { Table } from '../table.ts';

/** Who was treated and what came of it, one row a person. */
export interface Study {
  /** What was known before the treatment. */
  readonly variables: Table;
  /** 1 where treated, else 0. */
  readonly treated: Float64Array;
  readonly outcome: Float64Array;
}

/** Refuses a study with unequal lengths, missing outcomes or only one group; answers the share of the treated. */
export function checkStudy({ variables, treated, outcome }: Study): number {
  sameLength('treated', treated, variables.rows);
  return checkOutcome(outcome, treated);
}

/** The same without variables. */
export function checkOutcome(outcome: Float64Array, treated: Float64Array): number {
  sameLength('outcome', outcome, treated.length);
  allFinite('outcome', outcome);
  return binaryTarget('treated', treated) / treated.length;
}

/** Refuses propensities that are not chances between 0 and 1. */
export function checkPropensity(propensity: Float64Array, rows: number): void {
  sameLength('propensity', propensity, rows);
  for (const given of propensity) properShare('a propensity', given);
}

/** The places of rows whose treatment is this. */
export function rowsOf(treated: Float64Array, group: 0 | 1): Uint32Array {
  return Uint32Array.from(treated.keys()).filter((row) => treated[row] === group);
}

/** Numbers at these places. */
export const valuesAt = (values: Float64Array, rows: Uint32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row]!);
