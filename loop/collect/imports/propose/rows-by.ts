import type { Sample } from './sample.ts';

/** Rows of a sample that share a text in some columns. */
export class RowsBy {
  /** The rows of each text, in their order. */
  readonly groups: readonly (readonly (readonly string[])[])[];
  readonly rows: number;

  constructor(
    private readonly sample: Sample,
    columns: readonly string[],
  ) {
    const at = columns.map((column) => sample.columns.indexOf(column));
    const groups = new Map<string, (readonly string[])[]>();
    for (const row of [...sample.rows, ...sample.later]) {
      const fields = at.map((index) => row[index]?.trim() ?? '');
      if (fields.some((field) => field === '')) continue;
      const text = fields.join('\u001f');
      const group = groups.get(text);
      if (group) group.push(row);
      else groups.set(text, [row]);
    }
    this.groups = [...groups.values()];
    this.rows = this.groups.reduce((sum, { length }) => sum + length, 0);
  }

  /** Groups of at least so many rows. */
  atLeast(rows: number): readonly (readonly (readonly string[])[])[] {
    return this.groups.filter(({ length }) => length >= rows);
  }

  /** The share of the groups of at least so many rows in which a column has one value only. */
  constancy(column: string, rows = 2): number {
    const at = this.sample.columns.indexOf(column);
    const groups = this.atLeast(rows);
    const same = groups.filter((group) => new Set(group.map((row) => row[at]?.trim() ?? '')).size === 1);
    return groups.length === 0 ? 0 : same.length / groups.length;
  }
}
