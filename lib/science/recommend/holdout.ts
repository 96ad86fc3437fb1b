import { sameLength } from '../check.ts';
import { order } from '../numeric/rank.ts';

/** Who had what and when, a row each; people and items are codes from 0. */
export interface History {
  readonly people: Uint32Array;
  readonly items: Uint32Array;
  readonly times: Float64Array;
}

/** Rows to learn from and rows to judge by. */
export interface Holdout {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Holds back the last row of every person who has at least two; of rows at the same time the later in the list. */
export function leaveOneOut(history: History): Holdout {
  check(history);
  const last = new Map<number, number>();
  const rowsOf = new Map<number, number>();
  for (const row of order(history.times)) {
    const person = history.people[row]!;
    last.set(person, row);
    rowsOf.set(person, (rowsOf.get(person) ?? 0) + 1);
  }
  const test = Uint32Array.from(
    [...last].filter(([person]) => rowsOf.get(person)! > 1).map(([, row]) => row),
  ).sort();
  const held = new Set(test);
  return { train: places(history).filter((row) => !held.has(row)), test };
}

/** Holds back all rows at or after `moment`. */
export function timeSplit(history: History, moment: number): Holdout {
  check(history);
  const all = places(history);
  return {
    train: all.filter((row) => history.times[row]! < moment),
    test: all.filter((row) => history.times[row]! >= moment),
  };
}

const places = ({ people }: History) => Uint32Array.from({ length: people.length }, (_, row) => row);

function check({ people, items, times }: History): void {
  sameLength('items', items, people.length);
  sameLength('times', times, people.length);
}
