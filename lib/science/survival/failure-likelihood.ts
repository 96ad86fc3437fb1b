import { allFinite, atLeast, sameLength } from '../check.ts';
import { constantColumn, outOfRange } from '../faults.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import { type FailureDistribution, failureDistributions } from './failure-distributions.ts';
import { checkSurvivalTimes, type SurvivalTimes } from './survival-times.ts';

/** The data as the likelihood takes them. */
export interface FailureRows {
  readonly x: Float64Array;
  /** Columns with the intercept. */
  readonly columns: number;
  readonly logTime: Float64Array;
  readonly outcome: SurvivalTimes;
  readonly centre: Float64Array;
  readonly spread: Float64Array;
}

/** Columns standardised behind a column of ones. */
export function failureRows(design: Matrix, outcome: SurvivalTimes, names: readonly string[]): FailureRows {
  checkSurvivalTimes(outcome);
  const { rows, columns, values } = design;
  sameLength('time', outcome.time, rows);
  sameLength('names', names, columns);
  allFinite('design', values);
  atLeast(
    'events',
    outcome.event.reduce((sum, one) => sum + one),
    columns + 2,
  );
  const zero = outcome.time.indexOf(0);
  if (zero >= 0) throw outOfRange({ what: `time of row ${zero + 1}`, given: 0, allowed: 'above 0' });
  const x = new Float64Array(rows * (columns + 1)).fill(1);
  const centre = new Float64Array(columns);
  const spread = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) centre[j]! += values[i * columns + j]! / rows;
    for (let i = 0; i < rows; i++) spread[j]! += (values[i * columns + j]! - centre[j]!) ** 2 / rows;
    spread[j] = Math.sqrt(spread[j]!);
    if (!(spread[j]! > 1e-12 * Math.abs(centre[j]!))) throw constantColumn({ what: names[j]! });
    for (let i = 0; i < rows; i++)
      x[i * (columns + 1) + j + 1] = (values[i * columns + j]! - centre[j]!) / spread[j]!;
  }
  return { x, columns: columns + 1, logTime: outcome.time.map(Math.log), outcome, centre, spread };
}

/** Mean log time as intercept, no effects, log scale 0. */
export function startOf({ columns, logTime }: FailureRows): Float64Array {
  const start = new Float64Array(columns + 1);
  start[0] = logTime.reduce((sum, value) => sum + value, 0) / logTime.length;
  return start;
}

/** The log-likelihood at these parameters: coefficients with the intercept first, then the logarithm of the scale. */
export interface FailurePlace {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Negative second derivatives. */
  readonly information: Matrix;
}

/**
 * With z = (log t − x · b) / σ: log f(z) − log σ − log t of an event, log S(z) of a censored time, less log S(z) at the
 * entry of who came late.
 */
export function failureLikelihood(
  data: FailureRows,
  at: Float64Array,
  distribution: FailureDistribution,
): FailurePlace {
  const { columns: p, logTime, outcome } = data;
  const size = p + 1;
  const place = { at, value: 0, gradient: new Float64Array(size), information: matrix(size, size) };
  const addTerm = termAdder(data, place, failureDistributions[distribution]);
  for (let i = 0; i < logTime.length; i++) {
    const weight = outcome.weights ? outcome.weights[i]! : 1;
    const event = outcome.event[i] === 1;
    place.value += addTerm(i, logTime[i]!, event, weight);
    const entry = outcome.entry?.[i] ?? 0;
    if (entry > 0) place.value += addTerm(i, Math.log(entry), false, -weight);
    if (!event) continue;
    place.value -= weight * (at[p]! + logTime[i]!);
    place.gradient[p]! -= weight;
  }
  const { values } = place.information;
  for (let j = 0; j < size; j++) for (let k = 0; k < j; k++) values[k * size + j] = values[j * size + k]!;
  return place;
}

/** Adds weight · log f(z) or log S(z) of a row at a time to gradient and information; answers it. */
function termAdder(
  { x, columns: p }: FailureRows,
  { at, gradient, information }: FailurePlace,
  { derivatives }: (typeof failureDistributions)[FailureDistribution],
) {
  const size = p + 1;
  const scale = Math.exp(at[p]!);
  const parts = new Float64Array(3);
  const slopes = new Float64Array(size);
  return (i: number, logTime: number, event: boolean, weight: number): number => {
    let z = logTime;
    for (let j = 0; j < p; j++) z -= x[i * p + j]! * at[j]!;
    z /= scale;
    derivatives(z, event, parts);
    for (let j = 0; j < p; j++) slopes[j] = -x[i * p + j]! / scale;
    slopes[p] = -z;
    for (let j = 0; j < size; j++) {
      gradient[j]! += weight * parts[1]! * slopes[j]!;
      for (let k = 0; k <= j; k++)
        information.values[j * size + k]! -= weight * parts[2]! * slopes[j]! * slopes[k]!;
      information.values[p * size + j]! += weight * parts[1]! * slopes[j]!;
    }
    return weight * parts[0]!;
  };
}
