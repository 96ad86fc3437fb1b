import { allFinite, atLeast, sameLength } from '../check.ts';
import { constantColumn, missingValue } from '../faults.ts';
import type { Matrix } from '../numeric/matrix.ts';
import type { CategoryColumn } from '../table.ts';
import { timeOrder } from './event-table.ts';
import { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';

/** What a Cox regression is fitted to. */
export interface CoxData {
  /** One row a person, one column a covariate; categories as 0/1 columns without their reference level. */
  readonly design: Matrix;
  readonly outcome: SurvivalTimes;
  /** Each level has a baseline hazard of its own. */
  readonly strata?: CategoryColumn;
}

/** The rows by stratum and falling time, covariates standardised: as risk sets grow when walked through. */
export interface CoxRows {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, each column less its centre, over its scale. */
  readonly x: Float64Array;
  readonly time: Float64Array;
  readonly event: Float64Array;
  readonly weight: Float64Array;
  readonly stratum: Int32Array;
  /** When each came; undefined where all came at the start. */
  readonly entry: Float64Array | undefined;
  /** The rows of each stratum by falling entry: the order in which they leave as time falls. */
  readonly leaving: Uint32Array | undefined;
  /** The row of the data each came from. */
  readonly original: Uint32Array;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  /** Σ weight · x over the events. */
  readonly eventSum: Float64Array;
  readonly events: number;
}

/** Checks, standardises and sorts the data. */
export function coxRows({ design, outcome, strata }: CoxData, names: readonly string[]): CoxRows {
  checkSurvivalTimes(outcome);
  sameLength('names', names, design.columns);
  sameLength('time', outcome.time, design.rows);
  sameLength('design', design.values, design.rows * design.columns);
  atLeast('columns', design.columns, 1);
  const { centre, scale } = standardisation(design, outcome.weights, names);
  const original = sortedRows(outcome.time, strata);
  const { rows, columns } = design;
  const x = new Float64Array(rows * columns);
  const eventSum = new Float64Array(columns);
  const take = (values: Float64Array) => Float64Array.from(original, (row) => values[row]!);
  const event = take(outcome.event);
  const weight = outcome.weights ? take(outcome.weights) : new Float64Array(rows).fill(1);
  let events = 0;
  for (let i = 0; i < rows; i++) {
    const from = original[i]! * columns;
    for (let j = 0; j < columns; j++) {
      const value = (design.values[from + j]! - centre[j]!) / scale[j]!;
      x[i * columns + j] = value;
      if (event[i] === 1) eventSum[j]! += weight[i]! * value;
    }
    events += event[i]!;
  }
  atLeast('events', events, columns + 1);
  const entry = outcome.entry && take(outcome.entry);
  const stratum = Int32Array.from(original, (row) => strata?.codes[row] ?? 0);
  return {
    rows,
    columns,
    x,
    time: take(outcome.time),
    event,
    weight,
    stratum,
    entry,
    leaving: entry && leavingOrder(entry, stratum),
    original,
    centre,
    scale,
    eventSum,
    events,
  };
}

function leavingOrder(entry: Float64Array, stratum: Int32Array): Uint32Array {
  // strata stand in blocks already, in the order of their codes
  return Uint32Array.from(entry, (_, row) => row).sort(
    (a, b) => stratum[a]! - stratum[b]! || entry[b]! - entry[a]! || a - b,
  );
}

function sortedRows(time: Float64Array, strata?: CategoryColumn): Uint32Array {
  const falling = timeOrder(time).reverse();
  if (!strata) return falling;
  sameLength(strata.name, strata.codes, time.length);
  const missing = strata.codes.indexOf(-1);
  if (missing >= 0) throw missingValue({ what: strata.name, row: missing + 1 });
  const within: number[][] = strata.levels.map(() => []);
  for (const row of falling) within[strata.codes[row]!]!.push(row);
  return Uint32Array.from(within.flat());
}

/** Weighted mean and standard deviation of each column; refuses what is not finite and what does not vary. */
function standardisation(design: Matrix, weights: Float64Array | undefined, names: readonly string[]) {
  const { rows, columns, values } = design;
  const centre = new Float64Array(columns);
  const scale = new Float64Array(columns);
  const column = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    let total = 0;
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      column[i] = values[i * columns + j]!;
      const weight = weights ? weights[i]! : 1;
      total += weight;
      sum += weight * column[i]!;
    }
    allFinite(names[j]!, column);
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += (weights ? weights[i]! : 1) * (column[i]! - sum / total) ** 2;
    centre[j] = sum / total;
    scale[j] = Math.sqrt(squares / total);
    if (!(scale[j]! > 1e-12 * Math.abs(centre[j]!))) throw constantColumn({ what: names[j]! });
  }
  return { centre, scale };
}
