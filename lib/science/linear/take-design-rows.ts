import { matrix } from '../numeric/matrix.ts';
import { type Design, isSparse } from './design.ts';

/** The rows at these places, in this order; a place may come twice. */
export function takeDesignRows(x: Design, rows: ArrayLike<number>): Design {
  if (!isSparse(x)) {
    const taken = matrix(rows.length, x.columns);
    for (let i = 0; i < rows.length; i++)
      taken.values.set(x.values.subarray(rows[i]! * x.columns, (rows[i]! + 1) * x.columns), i * x.columns);
    return taken;
  }
  const starts = new Uint32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++)
    starts[i + 1] = starts[i]! + x.starts[rows[i]! + 1]! - x.starts[rows[i]!]!;
  const columnsOf = new Uint32Array(starts[rows.length]!);
  const values = new Float64Array(starts[rows.length]!);
  for (let i = 0; i < rows.length; i++) {
    const [from, to] = [x.starts[rows[i]!]!, x.starts[rows[i]! + 1]!];
    columnsOf.set(x.columnsOf.subarray(from, to), starts[i]);
    values.set(x.values.subarray(from, to), starts[i]);
  }
  return { rows: rows.length, columns: x.columns, starts, columnsOf, values };
}
