import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { readColumns, reference } from '../testing/reference-data.ts';
import { attributeByRule } from './attribute-by-rule.ts';
import { creditRules, customEnds, timeDecay } from './credit-rules.ts';
import { markovAttribution } from './markov-attribution.ts';
import { pathsOf, totalConversions } from './paths.ts';
import { shapleyAttribution } from './shapley-attribution.ts';
import { sampledShapleyValues, shapleyValues } from './shapley-values.ts';

const data = reference('data/channelattribution/PathData.csv');
const expectedFile = reference('refs/attribution_exact.out');

function pathData() {
  const columns = readColumns(data!);
  const walks = columns.path!.map((path) => path.split(' > '));
  return pathsOf(walks, columns.total_conversions!.map(Number), columns.total_null!.map(Number));
}

// the body of a suite that is left out is run all the same, to find its tests
if (data && expectedFile)
  describe('the reference table of 10,000 paths', () => {
    const paths = pathData();
    const rows = readFileSync(expectedFile!, 'utf8')
      .split('\n')
      .filter((line) => /^\w+ +\d+\.\d/.test(line))
      .map((line) => line.split(/[\s|]+/));
    const column = (place: number) => new Map(rows.map((row) => [row[0]!, Number(row[place])]));
    const methods: [name: string, place: number, credited: Float64Array][] = [
      ['first', 1, attributeByRule(paths, creditRules.first)],
      ['last', 2, attributeByRule(paths, creditRules.last)],
      ['linear', 3, attributeByRule(paths, creditRules.linear)],
      ['U', 4, attributeByRule(paths, creditRules.uShaped)],
      ['decay', 5, attributeByRule(paths, timeDecay(1))],
      ['Markov', 7, markovAttribution(paths).credited],
      ['Shapley', 10, shapleyAttribution(paths)],
    ];

    it.each(methods)('%s equals it to its last digit', (_, place, credited) => {
      const expected = column(place);
      expect(expected.size).toBe(12);
      for (const [i, channel] of paths.channels.entries())
        expect(Math.abs(credited[i]! - expected.get(channel)!)).toBeLessThanOrEqual(0.00051);
    });

    it('has the removal effects and the conversion rate of the exact chain', () => {
      const { conversionRate, removalEffects } = markovAttribution(paths);
      expect(conversionRate).toBeCloseTo(0.223845, 6);
      for (const [i, channel] of paths.channels.entries())
        expect(removalEffects[i]).toBeCloseTo(column(6).get(channel)!, 6);
    });

    it('gives each path to its distinct channels, as all 4,096 subsets do', () => {
      const sets = paths.channels.map((_, i) => i);
      const masks = Array.from(paths.conversions, (_, i) => {
        let mask = 0;
        for (const code of paths.channelOf.subarray(paths.starts[i], paths.starts[i + 1])) mask |= 1 << code;
        return mask;
      });
      const byMask = new Float64Array(4096);
      for (const [i, mask] of masks.entries()) byMask[mask]! += paths.conversions[i]!;
      const exact = shapleyValues(12, (has) => {
        const set = sets.reduce((all, i) => (has(i) ? all | (1 << i) : all), 0);
        let worth = 0;
        for (let sub = set; ; sub = (sub - 1) & set) {
          worth += byMask[sub]!;
          if (sub === 0) return worth;
        }
      });
      const closed = shapleyAttribution(paths);
      for (const i of sets) expect(exact[i]).toBeCloseTo(closed[i]!, 6);
    });

    it('shares all conversions at orders 2 and 3 too', () => {
      for (const order of [2, 3]) {
        const { credited } = markovAttribution(paths, order);
        expect(credited.reduce((sum, each) => sum + each)).toBeCloseTo(19_785, 6);
      }
    });
  });

describe('rules', () => {
  const paths = pathsOf([['a', 'b', 'c', 'direct', 'direct']], [100]);
  const of = (rule: Parameters<typeof attributeByRule>[1]) => [...attributeByRule(paths, rule, 'direct')];

  it('give the shares their names promise', () => {
    expect(of(creditRules.first)).toEqual([100, 0, 0, 0]);
    expect(of(creditRules.last)).toEqual([0, 0, 0, 100]);
    expect(of(creditRules.lastNonDirect)).toEqual([0, 0, 100, 0]);
    expect(of(creditRules.linear)).toEqual([20, 20, 20, 40]);
    expect(of(creditRules.wShaped)).toEqual([30, 5, 30, 35]);
    const rounded = (rule: Parameters<typeof attributeByRule>[1]) =>
      of(rule).map((share) => Math.round(share));
    expect(rounded(creditRules.uShaped)).toEqual([40, 7, 7, 47]);
    expect(rounded(creditRules.jShaped)).toEqual([20, 7, 7, 67]);
    expect(rounded(creditRules.inverseJShaped)).toEqual([60, 7, 7, 27]);
    expect(rounded(customEnds(0.1, 0.3))).toEqual([10, 20, 20, 50]);
  });

  it('halve the credit with each half-life of time', () => {
    const timed = { ...pathsOf([['a', 'b']], [3]), ages: Float64Array.of(7, 0) };
    expect([...attributeByRule(timed, timeDecay(7))]).toEqual([1, 2]);
  });

  it('share every conversion, whatever the path', () => {
    const walks = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(walks, (list) => {
        const some = pathsOf(
          list,
          list.map((_, i) => i % 3),
          list.map(() => 1),
        );
        const all = totalConversions(some);
        for (const rule of [...Object.values(creditRules), timeDecay(2)])
          expect(attributeByRule(some, rule).reduce((a, b) => a + b)).toBeCloseTo(all, 9);
        expect(shapleyAttribution(some).reduce((a, b) => a + b)).toBeCloseTo(all, 9);
      }),
    );
  });
});

describe('a Markov chain', () => {
  it('loses all conversions without the only channel, and half without one of two alike', () => {
    expect([...markovAttribution(pathsOf([['a']], [2], [8])).removalEffects]).toEqual([1]);
    const two = markovAttribution(pathsOf([['a'], ['b']], [5, 5], [5, 5]));
    expect([...two.removalEffects]).toEqual([0.5, 0.5]);
    expect([...two.credited]).toEqual([5, 5]);
  });

  it('of order 2 knows that b converts only after a', () => {
    const paths = pathsOf(
      [
        ['a', 'b'],
        ['c', 'b'],
        ['a', 'c'],
      ],
      [10, 0, 0],
      [0, 10, 10],
    );
    const [a, b, c] = markovAttribution(paths, 2).removalEffects;
    expect([a, b, c]).toEqual([1, 1, 0]);
    expect(markovAttribution(paths, 1).removalEffects[paths.channels.indexOf('c')]).toBeGreaterThan(0.3);
  });

  it('refuses an order it does not know and a path without steps', () => {
    expect(() => markovAttribution(pathsOf([['a']], [1]), 4)).toThrow(/order is 4; it must be 1, 2 or 3/);
    expect(() => pathsOf([[]], [1])).toThrow(/steps of path 1: at least 1/);
    expect(() => pathsOf([['a']], [-1])).toThrow(/conversions is -1/);
  });
});

describe('Shapley values', () => {
  const glove = (has: (player: number) => boolean) => (has(2) && (has(0) || has(1)) ? 1 : 0);

  it('of the glove game are 1/6, 1/6, 2/3, and sampling comes near within its error', () => {
    const exact = shapleyValues(3, glove);
    expect(exact[0]).toBeCloseTo(1 / 6, 12);
    expect(exact[2]).toBeCloseTo(2 / 3, 12);
    const { values, errors } = sampledShapleyValues(3, glove, 4000, seededRandom(5));
    for (const i of [0, 1, 2]) expect(Math.abs(values[i]! - exact[i]!)).toBeLessThan(4 * errors[i]!);
  });
});
