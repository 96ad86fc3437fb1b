import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Named, Table, Cell as TableCell, TableColumn } from '../../analysis.ts';
import { groupName } from '../../breakdown.ts';
import type { Cohort, RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { text, unitWords, valueSentence } from './text.ts';

/** The triangle, a row a cohort, with people and rate of each column; immature rates stay empty, and all of what has not begun. */
export function retentionTable(answer: RetentionAnswer, { naming }: Named<RetentionQuestion>): Table {
  const grouped = answer.curves.length > 1;
  const columns: TableColumn[] = [
    ...(grouped ? [column('group', text.group, 'text')] : []),
    { ...column('cohort', text.cohort, answer.unit === 'hour' ? 'text' : 'day'), isPeriod: true },
    column('size', { zh: '人数', en: 'People' }, 'number'),
    ...answer.columns.slice(1).flatMap((_, i) => columnsOfPeriod(answer, i + 1, naming)),
  ];
  const keys = answer.columns.map((_, period) => keysOf(period));
  const rows = answer.curves.flatMap(({ group, cohorts }) => {
    const name = grouped ? groupName(group) : undefined;
    return cohorts.map((cohort) => rowOf(cohort, name, keys));
  });
  return { columns, rows };
}

type Row = Record<string, TableCell>;
type Keys = ReturnType<typeof keysOf>;

function keysOf(period: number) {
  return { people: `people${period}`, rate: `rate${period}`, value: `value${period}` };
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
  const name = { zh: `第 ${n} ${unitWords[unit].zh}`, en: `${unitWords[unit].en} ${n}` };
  const title = (zh: string, en: string): Words => ({ zh: `${name.zh}${zh}`, en: `${name.en} ${en}` });
  const amount = value && valueSentence(value, naming);
  const key = keysOf(period);
  return [
    column(key.people, title('人数', 'people'), 'number'),
    column(key.rate, title('留存率', 'rate'), 'rate'),
    ...(amount ? [column(key.value, title(amount.zh, amount.en), 'number')] : []),
  ];
}

function column(key: string, title: Words, kind: TableColumn['kind']): TableColumn {
  return { key, title, kind };
}
