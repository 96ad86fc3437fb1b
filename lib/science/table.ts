import { outOfRange, unequalLengths, unknownColumn } from './faults.ts';

/** Numbers by row; NaN where missing. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** Categories by row: each code is a place in `levels`, −1 where missing. */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | CategoryColumn;

/** Columns of equal length: the form in which every model takes its variables. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Numbers as a column. */
export function numberColumn(name: string, values: ArrayLike<number>): NumberColumn {
  return {
    kind: 'number',
    name,
    values: values instanceof Float64Array ? values : Float64Array.from(values),
  };
}

/**
 * Texts as a column of categories, levels in the order of the alphabet; null is missing.
 * Hand in the levels of the training data to code new data in the same way: what is not among them is missing.
 */
export function categoryColumn(
  name: string,
  values: readonly (string | null)[],
  levels: readonly string[] = [...new Set(values.filter((value) => value !== null))].sort(),
): CategoryColumn {
  const place = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : (place.get(value) ?? -1)));
  return { kind: 'category', name, codes, levels };
}

/** Puts columns together; refuses unequal lengths and a name that occurs twice. */
export function table(columns: readonly Column[]): Table {
  const rows = columns[0] ? lengthOf(columns[0]) : 0;
  const names = new Set<string>();
  for (const column of columns) {
    if (lengthOf(column) !== rows)
      throw unequalLengths({ what: column.name, expected: rows, given: lengthOf(column) });
    if (names.has(column.name))
      throw outOfRange({ what: 'column name', given: column.name, allowed: 'different from all others' });
    names.add(column.name);
  }
  return { rows, columns };
}

/** The column of this name. */
export function columnNamed(from: Table, name: string): Column {
  const column = from.columns.find((each) => each.name === name);
  if (!column) throw unknownColumn({ name, columns: from.columns.map((each) => each.name).join(', ') });
  return column;
}

/** The rows at these places, in this order; a place may come twice. */
export function takeRows(from: Table, rows: ArrayLike<number>): Table {
  const columns = from.columns.map((column): Column => {
    if (column.kind === 'number')
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
    return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
  });
  return { rows: rows.length, columns };
}

function lengthOf(column: Column): number {
  return column.kind === 'number' ? column.values.length : column.codes.length;
}
