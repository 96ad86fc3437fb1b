import type { Cell, Table, TableColumn } from '../../analysis.ts';
import type { Group } from '../../breakdown.ts';
import type { TrendAnswer, TrendName } from './answer.ts';
import { countText, words } from './text.ts';

/** A row a period and group, a column a series or formula; the totals last. */
export function trendTable({ lines, names, periods }: TrendAnswer): Table {
  const grouped = lines.some(({ group }) => group !== undefined);
  const columns: TableColumn[] = [
    ...(grouped ? [{ key: 'group', title: words.group, kind: 'text' as const }] : []),
    { key: 'period', title: words.period, kind: 'text' },
    ...names.map((name, i) => ({ key: `series${i}`, title: titleOf(name), kind: 'number' as const })),
  ];
  const groups = [...new Set(lines.map(({ group }) => JSON.stringify(group ?? null)))];
  const rows = groups.flatMap((key) => {
    const own = lines.filter(({ group }) => JSON.stringify(group ?? null) === key);
    const name: Record<string, Cell> = grouped ? { group: groupName(own[0]?.group) } : {};
    const row = (period: string, value: (line: (typeof own)[number]) => number | null) => ({
      ...name,
      period,
      ...Object.fromEntries(own.map((line) => [`series${line.series}`, value(line)])),
    });
    return [
      ...periods.map(({ label }, i) => row(label, ({ values }) => values[i] ?? null)),
      row('∑', ({ total }) => total),
    ];
  });
  return { columns, rows };
}

function titleOf({ name, count }: TrendName) {
  if (count === undefined) return { zh: name, en: name };
  const what = countText(count);
  return { zh: `${name} ${what.zh}`, en: `${name}, ${what.en}` };
}

/** `…` is the rest; a missing value is `–`. */
function groupName(group: Group | undefined): string {
  if (group === undefined) return '*';
  return group === 'other' ? '…' : group.map((value) => value ?? '–').join(' · ');
}
