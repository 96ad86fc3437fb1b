import { describe, expect, it } from 'vitest';
import { fitting } from './series-legend.tsx';
import { isolated, legendEntries, toggled } from './use-hidden.ts';

const all = ['a', 'b', 'c'];

describe('a legend', () => {
  it('hides a series and shows it again; the last one to go brings all back', () => {
    const one = toggled(new Set(), 'b', all);
    expect([...one]).toEqual(['b']);
    expect([...toggled(one, 'b', all)]).toEqual([]);
    expect([...toggled(new Set(['a', 'b']), 'c', all)]).toEqual([]);
  });

  it('shows one alone, and all again', () => {
    const alone = isolated(new Set(['a']), 'a', all);
    expect([...alone]).toEqual(['b', 'c']);
    expect([...isolated(alone, 'a', all)]).toEqual([]);
    expect([...isolated(alone, 'b', all)]).toEqual(['a', 'c']);
  });

  it('has the colours of the chart, grey for the rest, and names what the only one is compared with', () => {
    const series = [
      { key: 'a', name: 'A' },
      { key: 'rest', name: 'Rest', other: true },
      { key: 'b', name: 'B' },
      { key: 'then', name: 'Then', comparedTo: 'a' },
    ];
    expect(legendEntries(series).map(({ key, colour }) => [key, colour])).toEqual([
      ['a', 0],
      ['rest', 'other'],
      ['b', 1],
    ]);
    expect(legendEntries([series[0]!, series[3]!]).map(({ key, pale }) => [key, pale])).toEqual([
      ['a', false],
      ['then', true],
    ]);
  });

  it('stays one row: what does not fit is counted', () => {
    const names = Array.from({ length: 10 }, (_, i) => `city ${i}`);
    expect(fitting(names, 2000)).toBe(10);
    const some = fitting(names, 400);
    expect(some).toBeGreaterThan(2);
    expect(some).toBeLessThan(6);
    expect(fitting(names, 10)).toBe(1);
  });
});
