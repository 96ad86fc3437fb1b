import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBgBb } from './bg-bb.ts';
import { fitBgNbd } from './bg-nbd.ts';
import { groupHistories } from './purchase-histories.ts';

const histories = (rows: readonly (readonly number[])[], weights?: number[]) => ({
  frequency: Float64Array.from(rows, (row) => row[0]!),
  recency: Float64Array.from(rows, (row) => row[1]!),
  age: Float64Array.from(rows, (row) => row[2]!),
  ...(weights && { weights: Float64Array.from(weights) }),
});

describe('histories', () => {
  it('are grouped with their weights, in the order of first occurrence', () => {
    const grouped = groupHistories(
      histories(
        [
          [1, 2.5, 4],
          [0, 0, 4],
          [1, 2.5, 4],
          [1, 2.5, 5],
        ],
        [1, 2, 3, 4],
      ),
    );
    expect([...grouped.weights]).toEqual([4, 2, 4]);
    expect([...grouped.age]).toEqual([4, 4, 5]);
  });

  it('keep every customer when grouped', () => {
    const row = fc
      .tuple(fc.nat(3), fc.nat(4), fc.nat(4))
      .map(([x, last, after]) => [x, x > 0 ? last + 1 : 0, 1 + last + after]);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 200 }), (rows) => {
        const { frequency, recency, age, weights } = groupHistories(histories(rows));
        const found = [...weights].map((count, i) => `${frequency[i]} ${recency[i]} ${age[i]}: ${count}`);
        const wanted = new Map<string, number>();
        for (const each of rows) wanted.set(each.join(' '), (wanted.get(each.join(' ')) ?? 0) + 1);
        expect(found).toEqual([...wanted].map(([key, count]) => `${key}: ${count}`));
      }),
    );
  });

  it('with whole weights fit as so many rows, even those of customers too alike to have errors', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i % 4, i % 4 === 0 ? 0 : 3 + (i % 9), 14 + (i % 5)]);
    const weights = rows.map((_, i) => 1 + (i % 3));
    const repeated = rows.flatMap((row, i) => new Array<number[]>(weights[i]!).fill(row));
    const weighted = await fitBgNbd(histories(rows, weights));
    const plain = await fitBgNbd(histories(repeated));
    expect(weighted.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    expect(weighted.parameters.r / plain.parameters.r).toBeCloseTo(1, 3);
    expect(weighted.observations).toBe(plain.observations);
    expect(weighted.standardErrors).toBeNull();
  });

  it('that cannot be are refused', async () => {
    const refused = (rows: number[][], message: RegExp, weights?: number[]) =>
      expect(fitBgNbd(histories(rows, weights))).rejects.toThrow(message);
    await refused([[1, 5, 4]], /recency of row 1 is 5/);
    await refused([[0, 1, 4]], /no repeat purchase/);
    await refused([[1, 0, 4]], /recency of row 1/);
    await refused([[1.5, 1, 4]], /whole number/);
    await refused([[1, 1, Number.NaN]], /age has no value/);
    await refused([[1, 1, 4]], /weight of row 1/, [0]);
    await refused(
      [
        [0, 0, 4],
        [0, 0, 9],
      ],
      /customers with a repeat purchase/,
    );
    await refused([], /customers/);
    await expect(fitBgBb(histories([[1, 1.5, 4]]))).rejects.toThrow(/opportunities/);
    await expect(fitBgBb(histories([[3, 2, 4]]))).rejects.toThrow(/whole number from 3/);
  });
});
