import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../judge/index.ts';
import { permutation } from '../numeric/variates.ts';
import { startWorkerPool } from '../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../parallel/worker-pool.ts';
import type { Table } from '../table.ts';
import { fitRandomForest, predictRandomForest } from './random-forest.ts';
import { mixedTable } from './testing/mixed-table.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await startWorkerPool(2, new URL('../../../dist/science.js', import.meta.url));
});
afterAll(() => pool.close());

const options = (seed = 1) => ({ target: 'binary', random: seededRandom(seed), trees: 30 }) as const;

describe('a forest', () => {
  const { data, binary, number } = mixedTable(900);
  const { data: other, binary: truth, number: values } = mixedTable(900, 2);

  it('repeats bit for bit with the seed, on a worker pool as alone', async () => {
    const alone = await fitRandomForest(data, binary, options());
    const shared = await fitRandomForest(data, binary, options(), { pool });
    expect(shared).toEqual(alone);
    expect((await fitRandomForest(data, binary, options(2))).model.trees).not.toEqual(alone.model.trees);
  });

  it('knows from the rows that trees did not see how it will do on others', async () => {
    const { model, outOfBag } = await fitRandomForest(data, binary, { ...options(), trees: 100 });
    const outside = rocAuc(truth, predictRandomForest(model, other));
    expect(outside).toBeGreaterThan(0.85);
    expect(Math.abs(rocAuc(binary, outOfBag) - outside)).toBeLessThan(0.03);
    expect(rocAuc(binary, predictRandomForest(model, data))).toBeGreaterThan(outside + 0.02);
  });

  it('predicts numbers, not beyond those it learnt from', async () => {
    const { model } = await fitRandomForest(data, number, { ...options(), target: 'number', trees: 60 });
    const answers = predictRandomForest(model, other);
    const error = (of: (row: number) => number) =>
      values.reduce((sum, value, row) => sum + (value - of(row)) ** 2, 0);
    const mean = number.reduce((sum, value) => sum + value) / 900;
    expect(1 - error((row) => answers[row]!) / error(() => mean)).toBeGreaterThan(0.7);
    expect(Math.max(...answers)).toBeLessThanOrEqual(Math.max(...number));
  });

  it('finds nothing in labels that were shuffled', async () => {
    const shuffled = Float64Array.from(permutation(seededRandom(5), 900), (row) => binary[row]!);
    const { outOfBag } = await fitRandomForest(data, shuffled, options());
    expect(Math.abs(rocAuc(shuffled, outOfBag) - 0.5)).toBeLessThan(0.06);
  });

  it('is left unchanged by a monotone transform of a column', async () => {
    const bent: Table = {
      rows: data.rows,
      columns: data.columns.map((column) =>
        column.kind === 'number' ? { ...column, values: column.values.map(Math.exp) } : column,
      ),
    };
    const [plain, transformed] = [
      await fitRandomForest(data, binary, options()),
      await fitRandomForest(bent, binary, options()),
    ];
    expect(transformed.outOfBag).toEqual(plain.outOfBag);
    expect(predictRandomForest(transformed.model, bent)).toEqual(predictRandomForest(plain.model, data));
  });

  it('answers the same after a round trip through JSON', async () => {
    const { model } = await fitRandomForest(data, binary, options());
    expect(predictRandomForest(JSON.parse(JSON.stringify(model)) as typeof model, other)).toEqual(
      predictRandomForest(model, other),
    );
  });

  it('is refused for wrong input', async () => {
    await expect(fitRandomForest(data, new Float64Array(900), options())).rejects.toThrow(/one class/);
    await expect(fitRandomForest(data, binary, { ...options(), trees: 0 })).rejects.toThrow(/trees/);
    await expect(fitRandomForest(data, binary.slice(1), options())).rejects.toThrow(/900 values/);
  });
});
