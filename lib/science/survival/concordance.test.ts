import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harrellConcordance } from './concordance.ts';

const row = fc.record({
  time: fc.integer({ min: 1, max: 8 }),
  event: fc.nat(1),
  risk: fc.integer({ min: 0, max: 4 }),
});
type Row = { time: number; event: number; risk: number };
const concordanceOf = (rows: readonly Row[], weights?: Float64Array) =>
  harrellConcordance(
    {
      time: Float64Array.from(rows, (each) => each.time),
      event: Float64Array.from(rows, (each) => each.event),
      weights,
    },
    Float64Array.from(rows, (each) => each.risk),
  );

/** All pairs, one by one. */
function naive(rows: readonly Row[]) {
  const count = { concordant: 0, discordant: 0, tiedRisk: 0 };
  for (const a of rows)
    for (const b of rows) {
      const comparable = a.event === 1 && (b.time > a.time || (b.time === a.time && b.event === 0));
      if (!comparable) continue;
      count[a.risk > b.risk ? 'concordant' : a.risk < b.risk ? 'discordant' : 'tiedRisk']++;
    }
  return count;
}

describe('concordance', () => {
  it('counts the pairs that a double loop counts', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const pairs = naive(rows);
        const comparable = pairs.concordant + pairs.discordant + pairs.tiedRisk;
        fc.pre(comparable > 0);
        const found = concordanceOf(rows);
        expect(found).toMatchObject(pairs);
        expect(found.concordance).toBeCloseTo((pairs.concordant + pairs.tiedRisk / 2) / comparable, 12);
      }),
    );
  });

  it('has the error that comes of changing each weight a little', () => {
    const rows = [3, 1, 4, 1, 5, 2, 6, 5, 3, 5].map((time, i) => ({
      time,
      event: i % 3 === 0 ? 0 : 1,
      risk: (i * 7) % 5,
    }));
    const influence = rows.map((_, i) => {
      const weights = new Float64Array(rows.length).fill(1);
      weights[i] = 1 + 1e-6;
      const up = concordanceOf(rows, weights).concordance;
      weights[i] = 1 - 1e-6;
      return (up - concordanceOf(rows, weights).concordance) / 2e-6;
    });
    expect(concordanceOf(rows).standardError).toBeCloseTo(Math.hypot(...influence), 8);
  });

  it('is 1 for a perfect order and refuses data without a pair', () => {
    const rows = [1, 2, 3].map((time) => ({ time, event: 1, risk: -time }));
    expect(concordanceOf(rows).concordance).toBe(1);
    expect(() => concordanceOf([{ time: 1, event: 1, risk: 0 }])).toThrow(/pairs/);
  });
});
