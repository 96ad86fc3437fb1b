import type { Cell, PointPart, RowMark, Table, TableColumn, Words } from '#lib/core';
import { type Named, pointPart } from '../../analysis/analysis.ts';
import { groupName } from '../../analysis/breakdown.ts';
import type { TrendAnswer, TrendLine } from './answer.ts';
import { movingAverage } from './moving-average.ts';
import type { TrendQuestion } from './question.ts';
import { averageWords, type SeriesWords, seriesWords, words } from './text.ts';

/** A row a period and group, a column a series or formula; the totals last. */
export function trendTable(
  { lines, periods, names }: TrendAnswer,
  { question, naming }: Named<TrendQuestion>,
): Table {
  const { movingAverage: smooth } = question;
  const grouped = lines.some(({ group }) => group !== undefined);
  const columns: TableColumn[] = [
    ...(grouped
      ? [{ key: 'group', title: words.group, kind: 'text' as const, role: 'dimension' as const }]
      : []),
    { key: 'period', title: words.period, kind: 'text', role: 'period' },
    ...seriesWords(question, naming).flatMap((name, i): TableColumn[] => [
      {
        key: keyOf(i),
        title: titleOf(name),
        kind: 'number',
        role: 'measure',
        // a calculation is nobody's
        ...(names[i]?.count !== undefined && { point: { series: i } }),
      },
      ...(smooth ? [averageColumn(i, titleOf(name), smooth)] : []),
    ]),
  ];
  const rows = groupsOf(lines).flatMap((own) => {
    const group = grouped ? groupName(own[0]?.group) : undefined;
    const keyed = own.map((line) => ({
      line,
      key: keyOf(line.series),
      ...(smooth && { averages: movingAverage(line.values, smooth, (i) => periods[i]!.open) }),
    }));
    const row = (period: string | Words, value: (line: TrendLine) => number | null, at?: number) => {
      const cells: Record<string, Cell> = {};
      if (group !== undefined) cells.group = group;
      cells.period = period;
      for (const { line, key, averages } of keyed) {
        cells[key] = value(line);
        if (averages) cells[averageKey(line.series)] = at === undefined ? null : (averages[at] ?? null);
      }
      return cells;
    };
    return [
      ...periods.map(({ label }, i) => row(label, ({ values }) => values[i] ?? null, i)),
      row(words.total, ({ total }) => total),
    ];
  });
  const points = groupsOf(lines).flatMap((own): PointPart[] => {
    const of = pointPart({ group: own[0]?.group });
    return [...periods.map((_, period) => ({ ...of, period })), of];
  });
  const marks = groupsOf(lines).flatMap((own): RowMark[] => {
    const rest = own[0]?.group === 'other' ? { rest: true } : {};
    return [...periods.map(({ open, cut }) => ({ ...rest, ...((open || cut) && { open: true }) })), rest];
  });
  return { columns, rows, points, marks };
}

function keyOf(series: number): string {
  return `series${series}`;
}

const averageKey = (series: number) => `average${series}`;

function averageColumn(series: number, title: Words, periods: number): TableColumn {
  const { zh, en } = averageWords(periods);
  return {
    key: averageKey(series),
    title: { zh: `${title.zh}（${zh}）`, en: `${title.en}, ${en}` },
    kind: 'number',
    role: 'measure',
    averages: keyOf(series),
  };
}

/** The lines of each group, in the order of the first of them. */
function groupsOf(lines: readonly TrendLine[]): TrendLine[][] {
  const groups = new Map<string, TrendLine[]>();
  for (const line of lines) {
    const key = JSON.stringify(line.group ?? null);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

function titleOf({ name, count }: SeriesWords): Words {
  return count ? { zh: `${name.zh} ${count.zh}`, en: `${name.en}, ${count.en}` } : name;
}
