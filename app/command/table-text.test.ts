import { expect, it } from 'vitest';
import { tableText } from './table-text.ts';

it('lines columns up, Chinese letters taking two places, and puts below what does not fit beside', () => {
  const table = {
    columns: [
      { key: 'day', title: { zh: '日期', en: 'Day' }, kind: 'text' as const, role: 'dimension' as const },
      { key: 'n', title: { zh: '人数', en: 'People' }, kind: 'number' as const, role: 'measure' as const },
      { key: 'r', title: { zh: '留存率', en: 'Rate' }, kind: 'rate' as const, role: 'measure' as const },
    ],
    rows: [
      { day: '2026-11-01', n: 1200, r: 0.4567 },
      { day: '合计', n: 7, r: null },
    ],
    points: [null, null],
  };
  expect(tableText(table, 'zh', 18)).toBe(
    [
      '日期        人数\n2026-11-01  1200\n合计           7',
      '日期        留存率\n2026-11-01   45.7%\n合计             –',
    ].join('\n\n'),
  );
  expect(tableText(table, 'zh')).toBe(
    ['日期        人数  留存率', '2026-11-01  1200   45.7%', '合计           7       –'].join('\n'),
  );
});
