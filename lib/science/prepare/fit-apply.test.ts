import { describe, expect, it } from 'vitest';
import { categoryColumn, columnNamed, numberColumn, type Table, table } from '../table.ts';
import {
  applyBinning,
  applyFrequencyEncoding,
  applyImputation,
  applyOneHot,
  applyScaling,
  applyWinsorising,
  designMatrix,
  fitBinning,
  fitFrequencyEncoding,
  fitImputation,
  fitOneHot,
  fitScaling,
  fitWinsorising,
  namesOf,
} from './index.ts';

const { NaN: missing } = Number;
const rows = table([
  numberColumn('age', [20, missing, 30, 40]),
  categoryColumn('city', ['b', 'a', 'b', null]),
]);
const numbers = (name: string, of: Table) => {
  const column = columnNamed(of, name);
  return [...(column.kind === 'number' ? column.values : column.codes)];
};
const copied = <T>(model: T) => JSON.parse(JSON.stringify(model)) as T;

describe('imputation', () => {
  it('fills with the median and the most frequent level, and flags what was missing', () => {
    const filled = applyImputation(copied(fitImputation(rows, { flags: true })), rows);
    expect(namesOf(filled)).toEqual(['age', 'city', 'age missing', 'city missing']);
    expect(numbers('age', filled)).toEqual([20, 30, 30, 40]);
    expect(numbers('city', filled)).toEqual([1, 0, 1, 1]);
    expect(numbers('age missing', filled)).toEqual([0, 1, 0, 0]);
  });

  it('fills new rows with what it learned, and can give missing texts a level of their own', () => {
    const model = fitImputation(rows, { numbers: 'mean', categories: { level: 'unknown' } });
    const fresh = table([numberColumn('age', [missing]), categoryColumn('city', [null], ['a', 'b'])]);
    const filled = applyImputation(model, fresh);
    expect(numbers('age', filled)).toEqual([30]);
    expect(columnNamed(filled, 'city')).toMatchObject({
      levels: ['a', 'b', 'unknown'],
      codes: Int32Array.of(2),
    });
  });

  it('refuses a column without any value', () => {
    expect(() => fitImputation(table([numberColumn('x', [missing])]))).toThrow(
      expect.objectContaining({ code: 'science.all-missing' }),
    );
  });
});

describe('winsorising', () => {
  it('pulls in what lies beyond the quantiles, and leaves missing values', () => {
    const from = table([numberColumn('x', [0, 1, 2, 3, 100])]);
    const model = copied(fitWinsorising(from, { lower: 0.25, upper: 0.75 }));
    const to = table([numberColumn('x', [-5, 2, 50, missing])]);
    expect(numbers('x', applyWinsorising(model, to))).toEqual([1, 2, 3, missing]);
  });
});

describe('scaling', () => {
  it.each([
    ['standard', [-1.3416407864998738, -0.4472135954999579, 0.4472135954999579, 1.3416407864998738]],
    ['min-max', [0, 1 / 3, 2 / 3, 1]],
    ['robust', [-1, -1 / 3, 1 / 3, 1]],
  ] as const)('%s', (method, wanted) => {
    const from = table([numberColumn('x', [1, 2, 3, 4])]);
    const scaled = numbers('x', applyScaling(copied(fitScaling(from, { method })), from));
    expect(scaled).toEqual(wanted.map((each) => expect.closeTo(each, 12)));
  });

  it('refuses a constant column and an infinite number', () => {
    const code = (values: number[]) => () => fitScaling(table([numberColumn('x', values)]));
    expect(code([1, 1])).toThrow(expect.objectContaining({ code: 'science.constant' }));
    expect(code([1, 1 / 0])).toThrow(expect.objectContaining({ code: 'science.not-finite' }));
    expect(code([missing, missing])).toThrow(expect.objectContaining({ code: 'science.all-missing' }));
  });
});

describe('encoding', () => {
  it('one-hot gives each level that occurs a column; unknown and missing ones are 0 in all', () => {
    const model = copied(fitOneHot(rows));
    const fresh = table([numberColumn('age', [1, 2, 3]), categoryColumn('city', ['a', 'new', null])]);
    const hot = applyOneHot(model, fresh);
    expect(namesOf(hot)).toEqual(['age', 'city=a', 'city=b']);
    expect(numbers('city=a', hot)).toEqual([1, 0, 0]);
    expect(numbers('city=b', hot)).toEqual([0, 0, 0]);
    expect([...designMatrix(hot).values]).toEqual([1, 1, 0, 2, 0, 0, 3, 0, 0]);
  });

  it('one-hot leaves out the level to compare with', () => {
    expect(fitOneHot(rows, { dropFirst: true }).columns[0]!.levels).toEqual(['b']);
    expect(fitOneHot(rows, { baselines: { city: 'b' } }).columns[0]!.levels).toEqual(['a']);
  });

  it('refuses categories where numbers are needed', () => {
    expect(() => designMatrix(rows)).toThrow(expect.objectContaining({ code: 'science.wrong-kind' }));
  });

  it('by frequency gives each level its share of the rows', () => {
    const encoded = applyFrequencyEncoding(copied(fitFrequencyEncoding(rows)), rows);
    expect(numbers('city', encoded)).toEqual([0.5, 0.25, 0.5, missing]);
  });
});

describe('bins', () => {
  const from = table([numberColumn('x', [0, 1, 2, 3, 4, 5, 6, 100])]);

  it('of equal width and of equally many rows', () => {
    const codes = (method: 'width' | 'quantile') =>
      numbers('x', applyBinning(copied(fitBinning(from, { method, bins: 4 })), from));
    expect(codes('width')).toEqual([0, 0, 0, 0, 0, 0, 0, 3]);
    expect(codes('quantile')).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('are cut where the classes part, and not at all where they do not', () => {
    const target = Float64Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1));
    const parted = table([
      numberColumn(
        'x',
        Array.from({ length: 60 }, (_, i) => i),
      ),
    ]);
    expect(fitBinning(parted, { method: 'entropy', target }).columns[0]!.cuts).toEqual([29.5]);
    const mixed = target.map((_, i) => i % 2);
    expect(fitBinning(parted, { method: 'entropy', target: mixed }).columns[0]!.cuts).toEqual([]);
    const binned = columnNamed(applyBinning(fitBinning(parted, { method: 'entropy', target }), parted), 'x');
    expect(binned).toMatchObject({ levels: ['< 29.5', '≥ 29.5'] });
  });
});
