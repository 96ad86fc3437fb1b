import { allFinite, properShare, sameLength } from '../check.ts';
import { missingValue, outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { normalQuantile, normalTwoSided } from '../numeric/distributions.ts';
import { type Matrix, matrix } from '../numeric/matrix.ts';
import type { CategoryColumn } from '../table.ts';
import type { BaselineHazard } from './cox-baseline.ts';
import type { CoxModel } from './cox-regression.ts';
import { countUpTo } from './event-table.ts';

/** Log hazard ratio of each row against one with mean covariates. */
export function coxRisk(model: CoxModel, design: Matrix): Float64Array {
  expectModel(model, 1, 'cox-regression');
  const { coefficients, centre, names } = model;
  sameLength('the columns of the design', names, design.columns);
  allFinite('design', design.values);
  const { rows, columns, values } = design;
  const risk = new Float64Array(rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) risk[i]! += (values[i * columns + j]! - centre[j]!) * coefficients[j]!;
  return risk;
}

/** Predicted survival: a row a person, a column a time; flat after the last event. A stratified model needs the strata. */
export function coxSurvival(
  model: CoxModel,
  design: Matrix,
  times: ArrayLike<number>,
  strata?: CategoryColumn,
): Matrix {
  const risk = coxRisk(model, design);
  const hazards = model.baseline.map((each) => hazardsAt(each, times));
  const place = baselinePlaces(model, design.rows, strata);
  const survival = matrix(design.rows, times.length);
  for (let i = 0; i < design.rows; i++) {
    const fold = Math.exp(risk[i]!);
    const hazard = hazards[place[i]!]!;
    for (let t = 0; t < times.length; t++)
      survival.values[i * times.length + t] = Math.exp(-hazard[t]! * fold);
  }
  return survival;
}

function hazardsAt({ time, hazard }: BaselineHazard, times: ArrayLike<number>): number[] {
  return Array.from(times, (when) => {
    const at = countUpTo(time, when) - 1;
    return at < 0 ? 0 : hazard[at]!;
  });
}

function baselinePlaces({ baseline }: CoxModel, rows: number, strata?: CategoryColumn): Uint32Array {
  const places = new Uint32Array(rows);
  if (baseline[0]!.stratum === null) return places;
  if (!strata) throw missingValue({ what: 'strata', row: 1 });
  sameLength(strata.name, strata.codes, rows);
  const byLevel = strata.levels.map((level) => baseline.findIndex((each) => each.stratum === level));
  return places.map((_, i) => {
    const place = byLevel[strata.codes[i]!];
    if (place === undefined) throw missingValue({ what: strata.name, row: i + 1 });
    if (place < 0)
      throw outOfRange({
        what: `${strata.name} of row ${i + 1}`,
        given: strata.levels[strata.codes[i]!]!,
        allowed: baseline.map((each) => each.stratum).join(', '),
      });
    return place;
  });
}

/** One line of a table of coefficients. */
export interface HazardRatio {
  readonly name: string;
  readonly coefficient: number;
  /** Robust if the model has robust errors. */
  readonly standardError: number;
  readonly hazardRatio: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
  readonly p: number;
}

/** Coefficients with errors, and hazard ratios with confidence limits. */
export function hazardRatios(model: CoxModel, level = 0.95): HazardRatio[] {
  expectModel(model, 1, 'cox-regression');
  properShare('level', level);
  const reach = normalQuantile((1 + level) / 2);
  const covariance = model.robustCovariance ?? model.covariance;
  return model.names.map((name, j) => {
    const coefficient = model.coefficients[j]!;
    const standardError = Math.sqrt(covariance[j]![j]!);
    const z = coefficient / standardError;
    return {
      name,
      coefficient,
      standardError,
      hazardRatio: Math.exp(coefficient),
      low: Math.exp(coefficient - reach * standardError),
      high: Math.exp(coefficient + reach * standardError),
      z,
      p: normalTwoSided(z),
    };
  });
}
