import type { ColumnKind, PointPart, Table, Cell as TableCell, TableColumn, Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { groupName } from '../../analysis/breakdown.ts';
import type { Cohort, RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { text, unitWords, valueSentence } from './text.ts';

/** The triangle, a row a cohort, with people, rate and people lost of each column; of periods that are not over there are people alone, and nothing of what has not begun. */
export function retentionTable(answer: RetentionAnswer, { naming }: Named<RetentionQuestion>): Table {
  const grouped = answer.curves.length > 1;
  const columns: TableColumn[] = [
    ...(grouped
      ? [{ key: 'group', title: text.group, kind: 'text' as const, role: 'dimension' as const }]
      : []),
    { key: 'cohort', title: text.cohort, kind: answer.unit === 'hour' ? 'text' : 'day', role: 'period' },
    { ...measure('size', people, 'number'), point: { period: 0 } },
    ...answer.columns.slice(1).flatMap((_, i) => columnsOfPeriod(answer, i + 1, naming)),
  ];
  const keys = answer.columns.map((_, period) => keysOf(period));
  const rows = answer.curves.flatMap(({ group, cohorts }) => {
    const name = grouped ? groupName(group) : undefined;
    return cohorts.map((cohort) => rowOf(cohort, name, keys));
  });
  const points = answer.curves.flatMap(({ group, cohorts }) =>
    cohorts.map(({ cohort }): PointPart => (group === undefined ? { cohort } : { cohort, group })),
  );
  return { columns, rows, points, spreadOver: text.after };
}

type Row = Record<string, TableCell>;
type Keys = ReturnType<typeof keysOf>;

function keysOf(period: number) {
  return {
    people: `people${period}`,
    rate: `rate${period}`,
    lost: `lost${period}`,
    value: `value${period}`,
  };
}

/** Filled member by member: spreading one object into another takes five times as long. */
function rowOf({ label, size, cells }: Cohort, group: TableCell | undefined, keys: readonly Keys[]): Row {
  const row: Row = {};
  if (group !== undefined) row.group = group;
  row.cohort = label;
  row.size = size;
  for (const { period, people, begun, mature, value } of cells.slice(1)) {
    const key = keys[period]!;
    row[key.people] = begun ? people : null;
    row[key.rate] = mature && size > 0 ? people / size : null;
    row[key.lost] = mature ? size - people : null;
    if (value !== undefined) row[key.value] = begun ? value : null;
  }
  return row;
}

function columnsOfPeriod(
  { unit, columns, value }: RetentionAnswer,
  period: number,
  naming: Naming,
): TableColumn[] {
  const { from, to } = columns[period]!;
  const n = from === to ? `${from}` : `${from}–${to}`;
  const place = { zh: `第 ${n} ${unitWords[unit].zh}`, en: `${unitWords[unit].en} ${n}` };
  const spread = (key: string, measured: string, title: Words, kind: ColumnKind): TableColumn => ({
    ...measure(key, { zh: `${place.zh}${title.zh}`, en: `${place.en} ${lower(title.en)}` }, kind),
    spread: { measure: measured, title, place },
  });
  const amount = value && valueSentence(value, naming);
  const key = keysOf(period);
  const point = { period };
  return [
    { ...spread(key.people, 'people', people, 'number'), point },
    { ...spread(key.rate, 'rate', rate, 'rate'), point },
    { ...spread(key.lost, 'lost', text.lost, 'number'), point: { ...point, gone: true } },
    ...(amount ? [spread(key.value, 'value', amount, 'number')] : []),
  ];
}

const people: Words = { zh: '人数', en: 'People' };
const rate: Words = { zh: '留存率', en: 'Rate' };

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

function measure(key: string, title: Words, kind: ColumnKind): TableColumn {
  return { key, title, kind, role: 'measure' };
}
