import type { Cell, ColumnKind, Table, TableColumn, Words } from '#lib/core';
import type { Common } from '../analysis/question.ts';
import type { ComparedWith } from './compare.ts';

type Row = Table['rows'][number];

const words = {
  previous: { zh: '上期', en: 'previous span' },
  year: { zh: '去年同期', en: 'a year earlier' },
} satisfies Record<NonNullable<Common['compare']>, Words>;

/**
 * The table of an answer with what it is compared with: beside each figure what it was, and how far it is from that (of
 * rates in points, of others in parts of what it was). Rows find each other by what names them, periods by the calendar.
 */
export function comparedTable(
  now: Table,
  then: Table,
  compare: NonNullable<Common['compare']>,
  { name, periods }: ComparedWith,
): Table {
  const names = now.columns.filter(isName);
  const thens = new Map(periods.map(({ label, before }) => [label, before]));
  const rows = new Map(then.rows.map((row) => [keyOf(row, names, (label) => label), row]));
  const labelOf = (label: string) => (thens.has(label) ? (thens.get(label) ?? null) : label);
  const isDated = names.some(isPeriod);
  const columns = now.columns.flatMap((column): TableColumn[] => {
    const title = beside(column.title, compare);
    if (isPeriod(column))
      return [column, { key: thenKey(column), title: words[compare], kind: 'text', role: 'compared' }];
    if (isName(column)) return [column];
    return [
      column,
      {
        key: thenKey(column),
        title: isDated ? title : withSpan(title, name),
        kind: column.kind,
        role: 'measure',
        comparedTo: column.key,
      },
      { key: changeKey(column), ...changeOf(column), role: 'measure' },
    ];
  });
  return {
    ...now,
    columns,
    rows: now.rows.map((row) => {
      const before = rows.get(keyOf(row, names, labelOf));
      return { ...row, ...besides(now.columns, row, before, labelOf) };
    }),
  };
}

/** Whether a column tells which row it is, rather than a figure of it. */
const isName = ({ role }: TableColumn) => role !== 'measure';
const isPeriod = ({ role }: TableColumn) => role === 'period';

const thenKey = ({ key }: TableColumn) => `${key}Before`;
const changeKey = ({ key }: TableColumn) => `${key}Change`;

function besides(
  columns: readonly TableColumn[],
  row: Row,
  before: Row | undefined,
  labelOf: (label: string) => string | null,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const column of columns) {
    const now = row[column.key] ?? null;
    if (isPeriod(column)) cells[thenKey(column)] = typeof now === 'string' ? labelOf(now) : null;
    if (isName(column)) continue;
    const then = before?.[column.key] ?? null;
    cells[thenKey(column)] = then;
    cells[changeKey(column)] = changed(column.kind, now, then);
  }
  return cells;
}

function changed(kind: ColumnKind, now: Cell, then: Cell): number | null {
  if (typeof now !== 'number' || typeof then !== 'number') return null;
  if (kind === 'rate') return now - then;
  return then === 0 ? null : (now - then) / Math.abs(then);
}

function changeOf({ kind, title }: TableColumn): Pick<TableColumn, 'title' | 'kind'> {
  if (kind === 'rate')
    return {
      kind: 'points',
      title: { zh: `${title.zh}变化（百分点）`, en: `${title.en}, change in points` },
    };
  return { kind: 'change', title: { zh: `${title.zh}变化`, en: `${title.en}, change` } };
}

function beside(title: Words, compare: NonNullable<Common['compare']>): Words {
  return { zh: `${title.zh}（${words[compare].zh}）`, en: `${title.en}, ${words[compare].en}` };
}

function withSpan({ zh, en }: Words, span: string): Words {
  return { zh: `${zh}，${span}`, en: `${en}, ${span}` };
}

function keyOf(row: Row, names: readonly TableColumn[], labelOf: (label: string) => string | null): string {
  return JSON.stringify(
    names.map((column) => {
      const cell = row[column.key] ?? null;
      return isPeriod(column) && typeof cell === 'string' ? labelOf(cell) : cell;
    }),
  );
}
