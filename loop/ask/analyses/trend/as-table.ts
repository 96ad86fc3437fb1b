import type { Words } from '#lib/core';
import type { Cell, Named, Table, TableColumn } from '../../analysis.ts';
import { groupName } from '../../breakdown.ts';
import type { TrendAnswer } from './answer.ts';
import type { TrendQuestion } from './question.ts';
import { type SeriesWords, seriesWords, words } from './text.ts';

/** A row a period and group, a column a series or formula; the totals last. */
export function trendTable(
  { lines, periods }: TrendAnswer,
  { question, naming }: Named<TrendQuestion>,
): Table {
  const grouped = lines.some(({ group }) => group !== undefined);
  const columns: TableColumn[] = [
    ...(grouped ? [{ key: 'group', title: words.group, kind: 'text' as const }] : []),
    { key: 'period', title: words.period, kind: 'text' },
    ...seriesWords(question, naming).map((name, i) => ({
      key: `series${i}`,
      title: titleOf(name),
      kind: 'number' as const,
    })),
  ];
  const groups = [...new Set(lines.map(({ group }) => JSON.stringify(group ?? null)))];
  const rows = groups.flatMap((key) => {
    const own = lines.filter(({ group }) => JSON.stringify(group ?? null) === key);
    const name: Record<string, Cell> = grouped ? { group: groupName(own[0]?.group) } : {};
    const row = (period: string | Words, value: (line: (typeof own)[number]) => number | null) => ({
      ...name,
      period,
      ...Object.fromEntries(own.map((line) => [`series${line.series}`, value(line)])),
    });
    return [
      ...periods.map(({ label }, i) => row(label, ({ values }) => values[i] ?? null)),
      row(words.total, ({ total }) => total),
    ];
  });
  return { columns, rows };
}

function titleOf({ name, count }: SeriesWords): Words {
  return count ? { zh: `${name.zh} ${count.zh}`, en: `${name.en}, ${count.en}` } : name;
}
