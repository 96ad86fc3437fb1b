import { type Random, seededRandom } from '#lib/core';
import { normal } from '../../numeric/variates.ts';
import { type Column, type Table, table } from '../../table.ts';

/** Rows with numbers, categories and missing values, and a 0/1 target and a number that depend on them. */
export interface Mixed {
  readonly data: Table;
  readonly binary: Float64Array;
  readonly number: Float64Array;
}

const levels = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Three columns of numbers and two of categories, one of each with 10 % missing. */
export function mixedTable(rows: number, seed = 1): Mixed {
  const random = seededRandom(seed);
  const columns: Column[] = [
    numbers('x', rows, random, 0),
    numbers('holes', rows, random, 0.1),
    numbers('noise', rows, random, 0),
    categories('kind', rows, random, 0.1),
    categories('label', rows, random, 0),
  ];
  const at = (name: string, row: number) => {
    const column = columns.find((each) => each.name === name)!;
    return column.kind === 'number' ? column.values[row]! : column.codes[row]!;
  };
  const number = Float64Array.from({ length: rows }, (_, row) => {
    const holes = at('holes', row);
    return (
      at('x', row) +
      (Number.isNaN(holes) ? 1.5 : 0.7 * Math.abs(holes)) +
      ([0, 3, 5].includes(at('kind', row)) ? 1 : -0.5) +
      0.3 * normal(random)
    );
  });
  const binary = number.map((value) => (random() < 1 / (1 + Math.exp(-2 * (value - 0.8))) ? 1 : 0));
  return { data: table(columns), number, binary };
}

function numbers(name: string, rows: number, random: Random, holes: number): Column {
  const values = Float64Array.from({ length: rows }, () => (random() < holes ? Number.NaN : normal(random)));
  return { kind: 'number', name, values };
}

function categories(name: string, rows: number, random: Random, holes: number): Column {
  const codes = Int32Array.from({ length: rows }, () => (random() < holes ? -1 : Math.floor(random() * 6)));
  return { kind: 'category', name, codes, levels };
}
