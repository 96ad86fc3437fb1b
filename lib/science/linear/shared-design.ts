import type { WorkerPool } from '../parallel/worker-pool.ts';
import { type Design, isSparse } from './design.ts';

/** The variables where all threads see them: copied once, unless they are there already or nobody else is to see them. */
export function sharedDesign(x: Design, pool: WorkerPool): Design {
  if (pool.size === 1) return x;
  if (!isSparse(x)) return { ...x, values: shared(x.values, Float64Array) };
  return {
    ...x,
    starts: shared(x.starts, Uint32Array),
    columnsOf: shared(x.columnsOf, Uint32Array),
    values: shared(x.values, Float64Array),
  };
}

/** Numbers where all threads see them. */
export function sharedNumbers(values: Float64Array, pool: WorkerPool): Float64Array {
  return pool.size === 1 ? values : shared(values, Float64Array);
}

type Typed = Float64Array | Uint32Array;
type Maker<T> = { new (buffer: SharedArrayBuffer): T; BYTES_PER_ELEMENT: number };

function shared<T extends Typed>(values: T, make: Maker<T>): T {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = new make(new SharedArrayBuffer(values.length * make.BYTES_PER_ELEMENT));
  copy.set(values);
  return copy;
}
