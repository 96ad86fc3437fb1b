import type { Sparse } from '../numeric/sparse.ts';

/** Sparse rows as lists, as a model keeps them. */
export interface PlainSparse {
  readonly rows: number;
  readonly columns: number;
  readonly starts: readonly number[];
  readonly columnsOf: readonly number[];
  readonly values: readonly number[];
}

export const plainSparse = ({ rows, columns, starts, columnsOf, values }: Sparse): PlainSparse => ({
  rows,
  columns,
  starts: Array.from(starts),
  columnsOf: Array.from(columnsOf),
  values: Array.from(values),
});

export const sparseOf = ({ rows, columns, starts, columnsOf, values }: PlainSparse): Sparse => ({
  rows,
  columns,
  starts: Uint32Array.from(starts),
  columnsOf: Uint32Array.from(columnsOf),
  values: Float64Array.from(values),
});
