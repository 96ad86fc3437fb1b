/** Zeros in memory that all threads see. */
export const sharedFloats = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8));
export const sharedIntegers = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4));
export const sharedBytes = (length: number) => new Uint8Array(new SharedArrayBuffer(length));

/** The halves, thirds … of `length` rows, as [from, to) pairs; none is empty unless there are fewer rows than parts. */
export function slices(length: number, parts: number): [from: number, to: number][] {
  const size = Math.ceil(length / parts);
  return Array.from({ length: parts }, (_, part) => [
    Math.min(length, part * size),
    Math.min(length, (part + 1) * size),
  ]);
}
