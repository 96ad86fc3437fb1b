import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../../judge/index.ts';
import { permutation } from '../../numeric/variates.ts';
import { startWorkerPool } from '../../parallel/start-worker-pool.ts';
import type { WorkerPool } from '../../parallel/worker-pool.ts';
import { categoryColumn, numberColumn, type Table, table, takeRows } from '../../table.ts';
import { telco } from '../../testing/telco.ts';
import { mixedTable } from '../testing/mixed-table.ts';
import { type BoostingOptions, fitGradientBoosting, predictGradientBoosting } from './gradient-boosting.ts';

const binary = { kind: 'binary' } as const;
const squared = { kind: 'squared' } as const;
const random = () => seededRandom(7);
const one = { trees: 1, learningRate: 1, maxLeaves: 2, minChildRows: 1, l2: 0 };

let pool: WorkerPool;
beforeAll(async () => {
  pool = await startWorkerPool(2, new URL('../../../../dist/science.js', import.meta.url));
});
afterAll(() => pool.close());

const train = (data: Table, target: Float64Array, options: Partial<BoostingOptions> = {}) =>
  fitGradientBoosting(data, target, { loss: binary, random: random(), ...options });

describe('the answer of a leaf', () => {
  const x = table([numberColumn('x', [1, 2, 3, 4])]);

  it('is the mean for the squared loss', async () => {
    const model = await train(x, Float64Array.of(1, 1, 5, 5), { loss: squared, ...one });
    expect([...predictGradientBoosting(model, x)]).toEqual([1, 1, 5, 5]);
    expect(model.trees[0]!.threshold[0]).toBe(2);
  });

  it('is one Newton step of the log loss: −Σ(p − y) / Σp(1 − p) from the overall log odds', async () => {
    const model = await train(x, Float64Array.of(0, 0, 0, 1), one);
    expect(model.base).toBeCloseTo(Math.log(0.25 / 0.75), 12);
    expect(model.trees[0]!.value.slice(1)).toEqual([expect.closeTo(-4 / 3, 5), expect.closeTo(4, 5)]);
  });

  it('shrinks with the penalty on squared answers', async () => {
    const model = await train(x, Float64Array.of(1, 1, 5, 5), { loss: squared, ...one, l2: 2 });
    expect(model.trees[0]!.value.slice(1)).toEqual([-1, 1]);
  });
});

describe('missing values and categories', () => {
  it('send missing values to the side that they are like', async () => {
    const x = table([numberColumn('x', [1, 2, Number.NaN, 8, 9, Number.NaN])]);
    const low = await train(x, Float64Array.of(0, 0, 0, 1, 1, 0), { ...one, loss: squared });
    const high = await train(x, Float64Array.of(0, 0, 1, 1, 1, 1), { ...one, loss: squared });
    expect([low.trees[0]!.missingLeft[0], high.trees[0]!.missingLeft[0]]).toEqual([1, 0]);
  });

  it('set missing values apart if they alone differ', async () => {
    const x = table([numberColumn('x', [1, 2, Number.NaN, 8, 9, Number.NaN])]);
    const model = await train(x, Float64Array.of(0, 0, 1, 0, 0, 1), { ...one, loss: squared });
    expect([...predictGradientBoosting(model, x)].map(Math.round)).toEqual([0, 0, 1, 0, 0, 1]);
    expect(model.trees[0]!.threshold[0]).toBe(Number.MAX_VALUE);
  });

  it('divide levels many against many in one split', async () => {
    const kinds = ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd'];
    const x = table([categoryColumn('kind', kinds)]);
    const y = Float64Array.from(kinds, (kind) => (kind === 'a' || kind === 'd' ? 1 : 0));
    const model = await train(x, y, { ...one, loss: squared });
    expect([...predictGradientBoosting(model, x)]).toEqual([...y]);
    expect(model.trees[0]!.left).toHaveLength(3);
  });

  it('read new data by the names of levels, a new level as missing', async () => {
    const { data, binary: y } = mixedTable(600);
    const model = await train(data, y, { trees: 20 });
    const renamed = data.columns.map((column) => {
      if (column.kind === 'number') return column;
      const levels = [...column.levels].reverse().concat('new');
      return { ...column, levels, codes: column.codes.map((code) => (code < 0 ? 6 : 5 - code)) };
    });
    expect(predictGradientBoosting(model, table(renamed))).toEqual(predictGradientBoosting(model, data));
  });
});

describe('a model', () => {
  const { data, binary: y, number } = mixedTable(1500);

  it('repeats bit for bit with the seed, with rows and columns drawn', async () => {
    const options = { trees: 12, rowShare: 0.7, columnShare: 0.6 };
    const [first, second] = [await train(data, y, options), await train(data, y, options)];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    const other = await train(data, y, { ...options, random: seededRandom(8) });
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(first));
  });

  it('is the same bit for bit when a worker pool grows it', async () => {
    const { data: large, binary: target } = mixedTable(60_000, 2);
    const options = { loss: binary, trees: 3, maxLeaves: 8 };
    const alone = await fitGradientBoosting(large, target, { ...options, random: random() });
    const shared = await fitGradientBoosting(large, target, { ...options, random: random() }, { pool });
    expect(JSON.stringify(shared)).toBe(JSON.stringify(alone));
  });

  it('answers the same after a round trip through JSON', async () => {
    const model = await train(data, y, { trees: 5 });
    const restored = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(predictGradientBoosting(restored, data)).toEqual(predictGradientBoosting(model, data));
  });

  it('is left unchanged by a monotone transform of a column', async () => {
    const bent = data.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.map((value) => Math.exp(3 * value)) }
        : column,
    );
    const options = { trees: 25 };
    const [plain, transformed] = [await train(data, y, options), await train(table(bent), y, options)];
    expect(transformed.trees.map(({ feature, value }) => ({ feature, value }))).toEqual(
      plain.trees.map(({ feature, value }) => ({ feature, value })),
    );
    expect(predictGradientBoosting(transformed, table(bent))).toEqual(predictGradientBoosting(plain, data));
  });

  it('finds nothing in labels that were shuffled: AUC 0.5 on other rows', async () => {
    const { data: large, binary: truth } = mixedTable(6000, 3);
    const shuffled = Float64Array.from(permutation(random(), 6000), (row) => truth[row]!);
    const [learnt, held] = [rowsFrom(0, 3000), rowsFrom(3000, 6000)];
    const model = await train(
      takeRows(large, learnt),
      Float64Array.from(learnt, (row) => shuffled[row]!),
      { trees: 30 },
    );
    const target = Float64Array.from(held, (row) => shuffled[row]!);
    // the standard error of an AUC of 0.5 on 1,500 against 1,500 rows is 0.0105
    expect(
      Math.abs(rocAuc(target, predictGradientBoosting(model, takeRows(large, held))) - 0.5),
    ).toBeLessThan(0.035);
  });

  it('treats a weight of 3 much like a row given three times', async () => {
    const tripled = Int32Array.from({ length: 4500 }, (_, row) => row % 1500);
    const options = { loss: squared, trees: 10, minChildRows: 1, minChildWeight: 60, l2: 0 };
    const weighted = await train(data, number, { ...options, weights: new Float64Array(1500).fill(3) });
    const repeated = await train(
      takeRows(data, tripled),
      Float64Array.from(tripled, (row) => number[row]!),
      options,
    );
    const [a, b] = [predictGradientBoosting(weighted, data), predictGradientBoosting(repeated, data)];
    expect(Math.max(...a.map((value, row) => Math.abs(value - b[row]!)))).toBeLessThan(1e-3);
  });

  it('never falls in a column that must not, whatever the other columns', async () => {
    for (const loss of [squared, { kind: 'quantile', share: 0.5 } as const]) {
      const model = await train(
        data,
        number.map((value, row) => value + 2 * Math.sin(5 * row)),
        {
          loss,
          monotone: { x: 1, noise: -1 },
          trees: 40,
          minChildRows: 5,
        },
      );
      const up = alongColumn(model, data, 'x');
      expect(
        up.every(
          (answers, at) => at === 0 || answers.every((value, row) => value >= up[at - 1]![row]! - 1e-12),
        ),
      ).toBe(true);
      const down = alongColumn(model, data, 'noise');
      expect(
        down.every(
          (answers, at) => at === 0 || answers.every((value, row) => value <= down[at - 1]![row]! + 1e-12),
        ),
      ).toBe(true);
    }
  });

  it('puts a quantile above its share of the rows', async () => {
    const { data: held, number: truth } = mixedTable(1500, 99);
    for (const share of [0.1, 0.5, 0.9]) {
      const model = await train(data, number, { loss: { kind: 'quantile', share }, trees: 60, maxLeaves: 8 });
      const answers = predictGradientBoosting(model, held);
      const below = truth.filter((value, row) => value <= answers[row]!).length / truth.length;
      expect(Math.abs(below - share)).toBeLessThan(0.05);
    }
  });

  it('stops when the validation rows get no better and keeps the best number of trees', async () => {
    const { data: held, binary: target } = mixedTable(800, 5);
    const model = await train(data, y, {
      trees: 400,
      learningRate: 0.3,
      validation: { data: held, target },
      patience: 8,
    });
    const least = Math.min(...model.validationLoss);
    expect(model.validationLoss.length).toBeLessThan(400);
    expect(model.trees).toHaveLength(model.validationLoss.indexOf(least) + 1);
    expect(model.validationLoss).toHaveLength(model.trees.length + 8);
    const answers = predictGradientBoosting(model, held);
    const loss =
      -target.reduce((sum, value, row) => sum + Math.log(value ? answers[row]! : 1 - answers[row]!), 0) / 800;
    expect(loss).toBeCloseTo(least, 10);
  });
});

describe('wrong input', () => {
  const { data, binary: y } = mixedTable(50);

  it('is refused before anything is computed', async () => {
    const code = (of: Promise<unknown>) =>
      of.then(
        () => 'none',
        (error: { code: string }) => error.code,
      );
    const empty = table([numberColumn('x', new Float64Array(50).fill(Number.NaN))]);
    const endless = table([
      numberColumn('x', [
        ...(data.columns[0]!.kind === 'number' ? data.columns[0]!.values.slice(0, 49) : []),
        Number.POSITIVE_INFINITY,
      ]),
    ]);
    expect(await code(train(data, y.slice(1)))).toBe('science.unequal-lengths');
    expect(await code(train(data, new Float64Array(50)))).toBe('science.one-class');
    expect(
      await code(
        train(
          data,
          y.map((value) => value * 2),
        ),
      ),
    ).toBe('science.not-binary');
    expect(await code(train(data, new Float64Array(50).fill(3), { loss: squared }))).toBe('science.constant');
    expect(await code(train(data, y, { weights: new Float64Array(50) }))).toBe('science.bad-weight');
    expect(await code(train(empty, y))).toBe('science.all-missing');
    expect(await code(train(endless, y))).toBe('science.not-finite');
    expect(await code(train(data, y, { monotone: { kind: 1 } }))).toBe('science.wrong-kind');
    expect(await code(train(data, y, { monotone: { nobody: 1 } }))).toBe('science.unknown-column');
    expect(await code(train(data, y, { learningRate: 0 }))).toBe('science.out-of-range');
    expect(await code(train(data, y, { bins: 256 }))).toBe('science.out-of-range');
    expect(await code(train(takeRows(data, [0]), y.slice(0, 1)))).toBe('science.too-few');
  });

  it('stops when asked to', async () => {
    const signal = AbortSignal.abort();
    await expect(
      fitGradientBoosting(data, y, { loss: binary, random: random() }, { signal }),
    ).rejects.toThrow(/stopped/);
  });
});

const given = telco();
it.runIf(given)('reaches the AUC of the reference on a fold of Telco (0.860 of fold 0)', async () => {
  const { variables, churned, fold } = given!;
  const rows = (held: boolean) => [...fold.keys()].filter((row) => (fold[row] === 0) === held);
  const target = (of: number[]) => Float64Array.from(of, (row) => churned[row]!);
  const model = await train(takeRows(variables, rows(false)), target(rows(false)), {
    trees: 120,
    learningRate: 0.1,
    maxLeaves: 5,
  });
  const answers = predictGradientBoosting(model, takeRows(variables, rows(true)));
  expect(rocAuc(target(rows(true)), answers)).toBeGreaterThan(0.858);
});

const rowsFrom = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, at) => from + at);

function alongColumn(model: Awaited<ReturnType<typeof train>>, data: Table, name: string): Float64Array[] {
  return Array.from({ length: 13 }, (_, at) => {
    const values = new Float64Array(data.rows).fill(-3 + at / 2);
    return predictGradientBoosting(
      model,
      table(data.columns.map((column) => (column.name === name ? numberColumn(name, values) : column))),
    );
  });
}
