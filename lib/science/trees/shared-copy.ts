import { sharedFloats } from '../parallel/shared-memory.ts';

/** The same numbers in memory that all threads see. */
export function sharedCopy(values: Float64Array): Float64Array {
  const copy = sharedFloats(values.length);
  copy.set(values);
  return copy;
}
