import type { CoxRows } from './cox-rows.ts';

/** How events at the same time are treated. Efron's way is near exact; Breslow's understates effects when ties are many. */
export type Ties = 'efron' | 'breslow';

/** One term of the partial likelihood, over those at risk; its arrays hold only during the visit. */
export interface RiskStep {
  /** The rows of this time: from … to − 1. */
  readonly from: number;
  readonly to: number;
  /** Which of the terms of this time, from 0: as many as events by Efron, one by Breslow. */
  readonly term: number;
  readonly terms: number;
  /** Weight of the events that this term stands for. */
  readonly share: number;
  /** The part of the risk of the events that has left the risk set (Efron): 0 to below 1. */
  readonly left: number;
  /** Σ weight · risk. */
  readonly total: number;
  /** Mean of the covariates, weighted by risk. */
  readonly mean: Float64Array;
  /** Their covariance, lower triangle, row-major; untouched if not asked for. */
  readonly spread: Float64Array;
}

type Open = { -readonly [K in keyof RiskStep]: RiskStep[K] };

/**
 * Visits each term once in O(rows · columns²), for standardised coefficients; `risk` receives exp(x · coefficients).
 * The hot loop of Cox regression: risk sets grow as time falls, so that sums are only added to, and taken from where people come late.
 */
export function walkRiskSets(
  data: CoxRows,
  coefficients: ArrayLike<number>,
  ties: Ties,
  visit: (step: RiskStep) => void,
  { risk = new Float64Array(data.rows), spread = true } = {},
): void {
  const { rows, columns, event, weight, stratum, time } = data;
  fillRisk(data, coefficients, risk);
  const atRisk = sums(columns);
  const dying = sums(columns);
  const step: Open = {
    from: 0,
    to: 0,
    term: 0,
    terms: 0,
    share: 0,
    left: 0,
    total: 0,
    mean: new Float64Array(columns),
    spread: new Float64Array(columns * columns),
  };
  let gone = 0;
  for (let from = 0, to = 0; from < rows; from = to) {
    if (from === 0 || stratum[from] !== stratum[from - 1]) {
      clear(atRisk);
      gone = from;
    }
    clear(dying);
    let deaths = 0;
    let weightOfDeaths = 0;
    for (; to < rows && time[to] === time[from] && stratum[to] === stratum[from]; to++) {
      add(atRisk, data, to, weight[to]! * risk[to]!, spread);
      if (event[to] !== 1) continue;
      add(dying, data, to, weight[to]! * risk[to]!, spread && ties === 'efron');
      deaths++;
      weightOfDeaths += weight[to]!;
    }
    if (data.leaving) gone = takeLate(atRisk, data, data.leaving, gone, from, risk, spread);
    const terms = ties === 'efron' ? deaths : Math.min(1, deaths);
    step.from = from;
    step.to = to;
    step.terms = terms;
    step.share = weightOfDeaths / terms;
    for (let k = 0; k < terms; k++) {
      step.term = k;
      step.left = k / terms;
      fillStep(step, atRisk, dying, columns, spread);
      visit(step);
    }
  }
}

/** Takes out who came at the time of row `from` or after it; answers how many have been taken out. */
function takeLate(
  atRisk: Sums,
  data: CoxRows,
  leaving: Uint32Array,
  gone: number,
  from: number,
  risk: Float64Array,
  spread: boolean,
): number {
  const { entry, time, stratum, weight, rows } = data;
  let next = gone;
  for (; next < rows; next++) {
    const row = leaving[next]!;
    if (stratum[row] !== stratum[from] || entry![row]! < time[from]!) break;
    add(atRisk, data, row, -weight[row]! * risk[row]!, spread);
  }
  return next;
}

function fillRisk({ rows, columns, x }: CoxRows, coefficients: ArrayLike<number>, risk: Float64Array): void {
  for (let i = 0, at = 0; i < rows; i++) {
    let score = 0;
    for (let j = 0; j < columns; j++) score += x[at++]! * coefficients[j]!;
    risk[i] = Math.exp(score);
  }
}

interface Sums {
  total: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const sums = (columns: number): Sums => ({
  total: 0,
  first: new Float64Array(columns),
  second: new Float64Array(columns * columns),
});

function clear(of: Sums): void {
  of.total = 0;
  of.first.fill(0);
  of.second.fill(0);
}

function add(to: Sums, { x, columns }: CoxRows, row: number, weight: number, squares: boolean): void {
  const { first, second } = to;
  const at = row * columns;
  to.total += weight;
  for (let j = 0; j < columns; j++) {
    const weighted = weight * x[at + j]!;
    first[j]! += weighted;
    if (squares) for (let k = 0; k <= j; k++) second[j * columns + k]! += weighted * x[at + k]!;
  }
}

function fillStep(step: Open, atRisk: Sums, dying: Sums, columns: number, squares: boolean): void {
  const { mean, spread, left } = step;
  const total = atRisk.total - left * dying.total;
  step.total = total;
  for (let j = 0; j < columns; j++) {
    mean[j] = (atRisk.first[j]! - left * dying.first[j]!) / total;
    if (!squares) continue;
    for (let k = 0; k <= j; k++) {
      const at = j * columns + k;
      spread[at] = (atRisk.second[at]! - left * dying.second[at]!) / total - mean[j]! * mean[k]!;
    }
  }
}
