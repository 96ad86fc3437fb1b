import type { Random } from '#lib/core';
import {
  type CategoryColumn,
  coxRisk,
  exponential,
  fitAcceleratedFailure,
  fitCoxRegression,
  harrellConcordance,
  kaplanMeier,
  logRank,
  matrix,
  normal,
} from '#lib/science';
import { growth, measured } from './measured.ts';
import type { Line } from './section.ts';

const sizes = [10_000, 100_000, 1_000_000];

/** Continuous times: as many distinct times as people, the hardest case. */
export async function* survivalSpeed(random: Random): AsyncIterable<Line> {
  const seconds: Record<string, number[]> = {};
  for (const size of sizes) {
    const data = drawn(random, size);
    if (size === sizes[0]) await runAll(data, () => {}, {});
    yield* await runAll(
      data,
      (name, each) => {
        seconds[name] = [...(seconds[name] ?? []), each];
      },
      limits,
    );
  }
  for (const [name, each] of Object.entries(seconds)) yield growth(name, sizes, each, 3);
}

const limits: Record<string, number> = {
  'Kaplan-Meier': 5,
  'log-rank of three groups': 5,
  'Cox regression, 10 covariates': 15,
  concordance: 10,
  'Weibull regression, 10 covariates': 15,
};

type Data = ReturnType<typeof drawn>;

function drawn(random: Random, rows: number) {
  const design = matrix(rows, 10);
  for (let i = 0; i < design.values.length; i++) design.values[i] = normal(random);
  const time = new Float64Array(rows);
  const event = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const effect = 0.5 * design.values[10 * i]! - 0.3 * design.values[10 * i + 1]!;
    const end = exponential(random, 0.05 * Math.exp(effect));
    const watched = exponential(random, 0.05);
    time[i] = Math.min(end, watched);
    event[i] = end <= watched ? 1 : 0;
  }
  const group: CategoryColumn = {
    kind: 'category',
    name: 'group',
    levels: ['a', 'b', 'c'],
    codes: Int32Array.from({ length: rows }, (_, i) => i % 3),
  };
  return { design, outcome: { time, event }, group };
}

/** Each once, on the same data; lines for the largest size only. */
async function runAll(
  { design, outcome, group }: Data,
  note: (name: string, seconds: number) => void,
  wanted: Record<string, number>,
): Promise<Line[]> {
  const lines: Line[] = [];
  const run = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const { line, answer, seconds } = await measured(`${name}, 1 M people`, wanted[name] ?? 0, work);
    note(name, seconds);
    if (outcome.time.length === sizes.at(-1) && name in wanted) lines.push(line);
    return answer;
  };
  await run('Kaplan-Meier', () => kaplanMeier(outcome));
  await run('log-rank of three groups', () => logRank(outcome, group));
  const model = await run('Cox regression, 10 covariates', () => fitCoxRegression({ design, outcome }));
  await run('concordance', () => harrellConcordance(outcome, coxRisk(model, design)));
  await run('Weibull regression, 10 covariates', () => fitAcceleratedFailure(design, outcome));
  return lines;
}
