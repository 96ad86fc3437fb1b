import { sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import { expectModel } from '../model.ts';
import { cholesky, solveCholesky } from '../numeric/cholesky.ts';
import { chiSquareTail } from '../numeric/distributions.ts';
import { dot, matrix } from '../numeric/matrix.ts';
import { checkOptions, judgedLater, type OptionRules, oneOf } from '../options.ts';
import type { CoxModel, CoxTest } from './cox-regression.ts';
import { type CoxData, type CoxRows, coxRows } from './cox-rows.ts';
import { countUpTo } from './event-table.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { walkRiskSets } from './risk-sets.ts';

export interface ProportionalHazardsOptions {
  /** The scale on which coefficients might change with time: 1 − Kaplan-Meier unless told. */
  readonly scale?: 'kaplan-meier' | 'identity' | 'log';
  /** Names of columns that are tested together, such as the 0/1 columns of one category; each alone without. */
  readonly terms?: Readonly<Record<string, readonly string[]>>;
}

const proportionalHazardsOptionRules: OptionRules<ProportionalHazardsOptions> = {
  scale: oneOf('kaplan-meier', 'identity', 'log'),
  terms: judgedLater,
};

export interface ProportionalHazardsTest {
  readonly terms: readonly (CoxTest & { readonly name: string })[];
  readonly global: CoxTest;
}

/**
 * Whether hazard ratios are constant in time (Grambsch & Therneau 1994): the score test of adding x · g(time) for each
 * covariate, in the full form that does not take the variance of Schoenfeld residuals as constant.
 * `data` must be those of the fit.
 */
export function testProportionalHazards(
  model: CoxModel,
  data: CoxData,
  options: ProportionalHazardsOptions = {},
): ProportionalHazardsTest {
  checkOptions(options, proportionalHazardsOptionRules);
  expectModel(model, 1, 'cox-regression');
  const rows = coxRows(data, model.names);
  const p = rows.columns;
  const { score, information } = timeScore(model, rows, timeScale(data, options.scale ?? 'kaplan-meier'));
  const test = (tested: readonly number[]): CoxTest => {
    const kept = [...Array.from({ length: p }, (_, j) => j), ...tested.map((j) => p + j)];
    const part = matrix(
      kept.length,
      kept.length,
      kept.flatMap((i) => kept.map((j) => information[i * 2 * p + j]!)),
    );
    const change = kept.map((i) => (i < p ? 0 : score[i - p]!));
    const factor = cholesky(part, 'the information of the test of proportional hazards');
    const chiSquare = dot(change, solveCholesky(factor, change));
    return { chiSquare, df: tested.length, p: chiSquareTail(chiSquare, tested.length) };
  };
  const terms = options.terms ?? Object.fromEntries(model.names.map((name) => [name, [name]]));
  return {
    terms: Object.entries(terms).map(([name, columns]) => ({
      name,
      ...test(columns.map((column) => placeOf(model, column))),
    })),
    global: test(model.names.map((_, j) => j)),
  };
}

function placeOf({ names }: CoxModel, column: string): number {
  const place = names.indexOf(column);
  if (place < 0) throw outOfRange({ what: 'column of a term', given: column, allowed: names.join(', ') });
  return place;
}

function timeScale({ outcome }: CoxData, scale: 'kaplan-meier' | 'identity' | 'log') {
  if (scale === 'identity') return (time: number) => time;
  if (scale === 'log') return (time: number) => Math.log(time);
  const { time: times, survival } = kaplanMeier(outcome);
  return (time: number) => {
    const before = countUpTo(times, time) - 2;
    return before < 0 ? 0 : 1 - survival[before]!;
  };
}

/** The score of the g(time) covariates, and the information of x and x · g together, 2p × 2p; g centred for a good condition. */
function timeScore(model: CoxModel, rows: CoxRows, scale: (time: number) => number) {
  const { columns: p, event, x, weight, time } = rows;
  sameLength('the columns of the design', model.names, p);
  const coefficients = model.coefficients.map((value, j) => value * rows.scale[j]!);
  const meanScale = averageAtEvents(rows, scale);
  const score = new Float64Array(p);
  const information = new Float64Array(4 * p * p);
  walkRiskSets(rows, coefficients, model.ties, ({ from, to, term, share, mean, spread }) => {
    const g = scale(time[from]!) - meanScale;
    if (term === 0)
      for (let i = from; i < to; i++)
        if (event[i] === 1) for (let j = 0; j < p; j++) score[j]! += g * weight[i]! * x[i * p + j]!;
    for (let j = 0; j < p; j++) {
      score[j]! -= g * share * mean[j]!;
      for (let k = 0; k < p; k++) {
        const value = share * spread[j >= k ? j * p + k : k * p + j]!;
        information[j * 2 * p + k]! += value;
        information[j * 2 * p + p + k]! += g * value;
        information[(p + j) * 2 * p + k]! += g * value;
        information[(p + j) * 2 * p + p + k]! += g * g * value;
      }
    }
  });
  return { score, information };
}

function averageAtEvents({ event, time, rows }: CoxRows, scale: (time: number) => number): number {
  let total = 0;
  let events = 0;
  for (let i = 0; i < rows; i++) {
    if (event[i] !== 1) continue;
    total += scale(time[i]!);
    events++;
  }
  return total / events;
}
