import { type Matrix, matrix } from '../numeric/matrix.ts';
import { mean } from '../numeric/mean.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { readColumns } from './reference-data.ts';

/** Recency, frequency and amount of the reference file's customers: log1p, then z-scored over n. */
export function rfm(file: string): Matrix {
  const columns = readColumns(file);
  const scaled = ['R', 'F', 'M'].map((name) => {
    const values = Float64Array.from(columns[name]!, (text) => Math.log1p(Number(text)));
    const [centre, spread] = [mean(values), standardDeviation(values, 0)];
    return values.map((value) => (value - centre) / spread);
  });
  const rows = Array.from(scaled[0]!).flatMap((_, i) => scaled.map((each) => each[i]!));
  return matrix(scaled[0]!.length, 3, rows);
}
