import type { LegacyHighs } from 'highs';
import { atLeast, sameLength } from '../check.ts';
import { outOfRange } from '../faults.ts';
import type { Allocation, Spending } from './allocate-budget.ts';

/** `least` ≤ Σ weight · amount ≤ `most`; a side without a number is open. */
export interface SideConstraint {
  readonly weights: readonly number[];
  readonly least?: number;
  readonly most?: number;
}

/**
 * The split of at most `total` under side constraints, by a mixed-integer program that HiGHS solves (Huangfu & Hall 2018).
 * Each curve is taken as `pieces` straight lines between its bounds (the incremental formulation of Markowitz & Manne 1957;
 * binaries only where a curve is not concave), so amounts are right to about a piece.
 */
export async function allocateWithConstraints(
  options: readonly Spending[],
  total: number,
  constraints: readonly SideConstraint[],
  pieces = 100,
): Promise<Allocation> {
  atLeast('options', options.length, 1);
  for (const { weights } of constraints) sameLength('weights of a side constraint', weights, options.length);
  const { default: load } = await import('highs');
  const highs: LegacyHighs = await load();
  const curves = options.map((option) => linesOf(option, pieces));
  const solution = highs.solve(
    programOf(curves, [{ weights: options.map(() => 1), most: total }, ...constraints]),
  );
  if (solution.Status !== 'Optimal')
    throw outOfRange({
      what: 'the constraints',
      given: solution.Status,
      allowed: 'such that some split meets them all',
    });
  const amounts = Float64Array.from(curves, ({ least, width }, i) =>
    Array.from({ length: width.length }, (_, j) => amountOf(solution.Columns, `d${i}_${j}`)).reduce(
      (a, b) => a + b,
      least,
    ),
  );
  return { amounts, response: options.reduce((sum, { response }, i) => sum + response(amounts[i]!), 0) };
}

interface Lines {
  readonly least: number;
  readonly width: readonly number[];
  readonly slope: readonly number[];
  readonly concave: boolean;
}

function linesOf({ response, least, most }: Spending, pieces: number): Lines {
  const width = (most - least) / pieces;
  const at = Array.from({ length: pieces + 1 }, (_, j) => response(least + j * width));
  const slope = Array.from({ length: width > 0 ? pieces : 0 }, (_, j) => (at[j + 1]! - at[j]!) / width);
  const concave = slope.every((each, j) => j === 0 || each <= slope[j - 1]! + 1e-12);
  return { least, width: slope.map(() => width), slope, concave };
}

/** The program in CPLEX's LP format, which is what HiGHS reads. Piece j of curve i is the variable d{i}_{j}. */
function programOf(curves: readonly Lines[], constraints: readonly SideConstraint[]): string {
  const terms = (weight: (i: number, j: number) => number) =>
    curves
      .flatMap(({ slope }, i) => slope.map((_, j) => `${signed(weight(i, j))} d${i}_${j}`))
      .filter((term) => !term.startsWith('+ 0 '))
      .join('\n ');
  const rows = constraints.flatMap(({ weights, least, most }) => {
    const left = terms((i) => weights[i]!);
    const fixed = curves.reduce((sum, curve, i) => sum + weights[i]! * curve.least, 0);
    return [
      ...(most === undefined ? [] : [`${left} <= ${most - fixed}`]),
      ...(least === undefined ? [] : [`${left} >= ${least - fixed}`]),
    ];
  });
  const inOrder = curves.flatMap(({ concave, width }, i) =>
    concave
      ? []
      : width
          .slice(1)
          .flatMap((w, j) => [`d${i}_${j} - ${w} z${i}_${j} >= 0`, `d${i}_${j + 1} - ${w} z${i}_${j} <= 0`]),
  );
  const bounds = curves.flatMap(({ width }, i) => width.map((w, j) => ` 0 <= d${i}_${j} <= ${w}`));
  const binaries = curves.flatMap(({ concave, width }, i) =>
    concave ? [] : width.slice(1).map((_, j) => ` z${i}_${j}`),
  );
  return [
    'Maximize',
    ` obj: ${terms((i, j) => curves[i]!.slope[j]!)}`,
    'Subject To',
    ...[...rows, ...inOrder].map((row, k) => ` r${k}: ${row}`),
    'Bounds',
    ...bounds,
    ...(binaries.length > 0 ? ['Binary', ...binaries] : []),
    'End',
  ].join('\n');
}

const signed = (weight: number) => (weight < 0 ? `- ${-weight}` : `+ ${weight}`);

function amountOf(columns: Readonly<Record<string, object>>, name: string): number {
  const column = columns[name];
  return column && 'Primal' in column ? Number(column.Primal) : 0;
}
