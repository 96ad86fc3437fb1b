import type { Cell, ColumnKind, Table, TableColumn, Words } from '#lib/core';
import { type Against, againstWords } from '../analysis/against.ts';
import type { ComparedWith } from './compare.ts';

type Row = Table['rows'][number];

/** The table of an answer that this one is compared with, and which of its periods stands beside which. */
export interface ThenTable {
  readonly against: Against;
  readonly table: Table;
  readonly comparedWith: ComparedWith;
}

/** One of them as it is laid beside: how its rows are found, and what sets its columns apart. */
interface Beside extends ThenTable {
  /** What the keys of its columns end with; nothing for the first. */
  readonly mark: string;
  readonly rows: ReadonlyMap<string, Row>;
  readonly labelOf: (label: string) => string | null;
}

/**
 * The table of an answer with what it is compared with: beside each figure what it was, and how far it is from that (of
 * rates in points, of others in parts of what it was). Rows find each other by what names them, periods by the calendar.
 */
export function comparedTable(now: Table, thens: readonly ThenTable[]): Table {
  const names = now.columns.filter(isName);
  const isDated = names.some(isPeriod);
  const all = thens.map((then, i) => laidBeside(then, names, i === 0 ? '' : String(i + 1)));
  const columns = now.columns.flatMap((column): TableColumn[] => {
    if (isName(column) && !isPeriod(column)) return [column];
    return [column, ...all.flatMap((one) => columnsBeside(column, one, isDated))];
  });
  return {
    ...now,
    columns,
    rows: now.rows.map((row) => {
      const cells = all.map((one) => {
        const before = one.rows.get(keyOf(row, names, one.labelOf));
        return besides(now.columns, row, before, one);
      });
      return Object.assign({ ...row }, ...cells);
    }),
  };
}

function laidBeside(then: ThenTable, names: readonly TableColumn[], mark: string): Beside {
  const labels = new Map(then.comparedWith.periods.map(({ label, before }) => [label, before]));
  return {
    ...then,
    mark,
    rows: new Map(then.table.rows.map((row) => [keyOf(row, names, (label) => label), row])),
    labelOf: (label) => (labels.has(label) ? (labels.get(label) ?? null) : label),
  };
}

/** What it was compared with, and for figures the change. */
function columnsBeside(column: TableColumn, one: Beside, isDated: boolean): TableColumn[] {
  const { against, comparedWith } = one;
  const words = againstWords(against);
  if (isPeriod(column)) return [{ key: thenKey(column, one), title: words, kind: 'text', role: 'compared' }];
  const title = joined(column.title, words);
  return [
    {
      key: thenKey(column, one),
      // days of one's own say themselves when they are
      title: isDated || typeof against === 'object' ? title : withSpan(title, comparedWith.name),
      kind: column.kind,
      role: 'measure',
      comparedTo: column.key,
    },
    {
      key: changeKey(column, one),
      ...changeOf(column, one.mark === '' ? undefined : words),
      role: 'measure',
    },
  ];
}

/** Whether a column tells which row it is, rather than a figure of it. */
const isName = ({ role }: TableColumn) => role !== 'measure';
const isPeriod = ({ role }: TableColumn) => role === 'period';

const thenKey = ({ key }: TableColumn, { mark }: Beside) => `${key}Before${mark}`;
const changeKey = ({ key }: TableColumn, { mark }: Beside) => `${key}Change${mark}`;

function besides(
  columns: readonly TableColumn[],
  row: Row,
  before: Row | undefined,
  one: Beside,
): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const column of columns) {
    const now = row[column.key] ?? null;
    if (isPeriod(column)) cells[thenKey(column, one)] = typeof now === 'string' ? one.labelOf(now) : null;
    if (isName(column)) continue;
    const then = before?.[column.key] ?? null;
    cells[thenKey(column, one)] = then;
    cells[changeKey(column, one)] = changed(column.kind, now, then);
  }
  return cells;
}

function changed(kind: ColumnKind, now: Cell, then: Cell): number | null {
  if (typeof now !== 'number' || typeof then !== 'number') return null;
  if (kind === 'rate') return now - then;
  return then === 0 ? null : (now - then) / Math.abs(then);
}

/** `against` is said where there is more than one change. */
function changeOf(
  { kind, title }: TableColumn,
  against: Words | undefined,
): Pick<TableColumn, 'title' | 'kind'> {
  const than = { zh: against ? `较${against.zh}` : '', en: against ? ` from ${against.en}` : '' };
  if (kind === 'rate')
    return {
      kind: 'points',
      title: { zh: `${title.zh}${than.zh}变化（百分点）`, en: `${title.en}, change${than.en} in points` },
    };
  return { kind: 'change', title: { zh: `${title.zh}${than.zh}变化`, en: `${title.en}, change${than.en}` } };
}

function joined(title: Words, against: Words): Words {
  return { zh: `${title.zh}（${against.zh}）`, en: `${title.en}, ${against.en}` };
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
