import type { Words } from '#lib/core';
import type { Table, Cell as TableCell, TableColumn } from '../../analysis.ts';
import type { Group } from '../../breakdown.ts';
import type { Cell, RetentionAnswer } from './answer.ts';
import { unitWords, valueSentences } from './text.ts';

/** The triangle, a row a cohort, with people and rate of each column; immature rates stay empty. */
export function retentionTable(answer: RetentionAnswer): Table {
  const grouped = answer.curves.length > 1;
  const columns: TableColumn[] = [
    ...(grouped ? [column('group', { zh: '分组', en: 'Group' }, 'text')] : []),
    column('cohort', { zh: '批次', en: 'Cohort' }, answer.unit === 'hour' ? 'text' : 'day'),
    column('size', { zh: '人数', en: 'People' }, 'number'),
    ...answer.columns.slice(1).flatMap((_, i) => columnsOfPeriod(answer, i + 1)),
  ];
  const rows = answer.curves.flatMap(({ group, cohorts }) =>
    cohorts.map(({ label, size, cells }) => ({
      ...(grouped ? { group: groupName(group) } : {}),
      cohort: label,
      size,
      ...Object.fromEntries(cells.slice(1).flatMap((cell) => figures(cell, size))),
    })),
  );
  return { columns, rows };
}

function columnsOfPeriod({ unit, columns, value }: RetentionAnswer, period: number): TableColumn[] {
  const { from, to } = columns[period]!;
  const n = from === to ? `${from}` : `${from}–${to}`;
  const name = { zh: `第 ${n} ${unitWords[unit].zh}`, en: `${unitWords[unit].en} ${n}` };
  const title = (zh: string, en: string): Words => ({ zh: `${name.zh}${zh}`, en: `${name.en} ${en}` });
  const amount = value && valueSentences[value.as](value.of);
  return [
    column(`people${period}`, title('人数', 'people'), 'number'),
    column(`rate${period}`, title('留存率', 'rate'), 'rate'),
    ...(amount ? [column(`value${period}`, title(amount.zh, amount.en), 'number')] : []),
  ];
}

function figures({ period, people, mature, value }: Cell, size: number): [string, TableCell][] {
  return [
    [`people${period}`, people],
    [`rate${period}`, mature && size > 0 ? people / size : null],
    ...(value === undefined ? [] : [[`value${period}`, value] satisfies [string, TableCell]]),
  ];
}

function column(key: string, title: Words, kind: TableColumn['kind']): TableColumn {
  return { key, title, kind };
}

/** `*` is everybody, `…` the rest; a missing value is `–`. */
function groupName(group: Group | undefined): string {
  if (group === undefined) return '*';
  return group === 'other' ? '…' : group.map((value) => value ?? '–').join(' · ');
}
