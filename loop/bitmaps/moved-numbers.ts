import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';

/** Numbers that stand for the same person as another now. */
export interface Moves {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Numbers that stand for more than one person now. */
  readonly split: readonly number[];
  /** All numbers that stand for another person now than they were given for, also where no other number stands for that one. */
  readonly all: readonly number[];
}

/** So many numbers may have moved before days are written anew; no more are read at once. */
export const MOST_MOVES = 2000;

/** Numbers whose people were merged or taken apart since their days were written: the first of them where they are too many. */
export async function movedNumbers(warehouse: Warehouse, scope: Scope): Promise<Moves> {
  const groups = await warehouse.read<{ number: number; people: string[] }>(sql`
    SELECT number, groupUniqArray(3)(toString(person)) AS people FROM ${scope.numbers}
    WHERE number IN (SELECT number FROM ${scope.numbers} WHERE person != canonical) GROUP BY number
    ORDER BY number LIMIT ${sql.integer(MOST_MOVES + 1)}`);
  if (groups.length === 0) return { from: [], to: [], split: [], all: [] };
  const split = groups.filter(({ people }) => people.length > 1).map(({ number }) => number);
  const whole = groups.filter(({ people }) => people.length === 1);
  const standing = await numbersOf(
    warehouse,
    scope,
    whole.map(({ people }) => people[0]!),
    groups.map(({ number }) => number),
  );
  const from: number[] = [];
  const to: number[] = [];
  for (const { number, people } of whole) {
    const person = people[0]!;
    const target = standing.get(person);
    // the first of those that stand for nobody but people who were moved
    if (target === undefined) standing.set(person, number);
    else {
      from.push(number);
      to.push(target);
    }
  }
  return { from, to, split, all: groups.map(({ number }) => number) };
}

/** The numbers by which people are known whose number has not moved. */
async function numbersOf(
  warehouse: Warehouse,
  scope: Scope,
  people: readonly string[],
  moved: readonly number[],
): Promise<Map<string, number>> {
  if (people.length === 0) return new Map();
  const rows = await warehouse.read<{ whose: string; lowest: number }>(sql`
    SELECT toString(canonical) AS whose, min(number) AS lowest FROM ${scope.numbers}
    WHERE canonical IN ${people.map(BigInt)} AND NOT has(${[...moved]}, number) GROUP BY canonical`);
  return new Map(rows.map(({ whose, lowest }) => [whose, Number(lowest)]));
}

/** A state of bitmaps in which moved numbers are those of the people they stand for now. */
export function withMoves(state: Sql, { from, to }: Moves): Sql {
  if (from.length === 0) return state;
  const list = (numbers: readonly number[]) => sql`CAST(${[...numbers]}, 'Array(UInt32)')`;
  return sql`bitmapTransform(${state}, ${list(from)}, ${list(to)})`;
}
