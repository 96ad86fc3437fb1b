/** Numbers in rows and columns; row i, column j stands at `values[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A matrix of zeros, or of these values row by row. */
export function matrix(rows: number, columns: number, values?: ArrayLike<number>): Matrix {
  return { rows, columns, values: values ? Float64Array.from(values) : new Float64Array(rows * columns) };
}

export function identity(size: number): Matrix {
  const eye = matrix(size, size);
  for (let i = 0; i < size; i++) eye.values[i * size + i] = 1;
  return eye;
}

/** A row as a view: writing into it writes into the matrix. */
export function row(of: Matrix, i: number): Float64Array {
  return of.values.subarray(i * of.columns, (i + 1) * of.columns);
}

export function transpose(of: Matrix): Matrix {
  const turned = matrix(of.columns, of.rows);
  for (let i = 0; i < of.rows; i++)
    for (let j = 0; j < of.columns; j++) turned.values[j * of.rows + i] = of.values[i * of.columns + j]!;
  return turned;
}

/** A · B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    const into = row(product, i);
    for (let k = 0; k < a.columns; k++) addScaled(into, row(b, k), a.values[i * a.columns + k]!);
  }
  return product;
}

/** A · x. */
export function multiplyVector(a: Matrix, x: ArrayLike<number>): Float64Array {
  const product = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) product[i] = dot(row(a, i), x);
  return product;
}

export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i]! * y[i]!;
  return total;
}

/** into += scale · x, in place. */
export function addScaled(into: Float64Array, x: ArrayLike<number>, scale: number): void {
  if (scale === 0) return;
  for (let i = 0; i < into.length; i++) into[i]! += scale * x[i]!;
}

/** Euclidean length. */
export function norm(x: ArrayLike<number>): number {
  return Math.sqrt(dot(x, x));
}
