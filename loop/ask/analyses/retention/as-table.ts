import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Named, Table, Cell as TableCell, TableColumn } from '../../analysis.ts';
import { groupName } from '../../breakdown.ts';
import type { Cell, RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { text, unitWords, valueSentence } from './text.ts';

/** The triangle, a row a cohort, with people and rate of each column; immature rates stay empty. */
export function retentionTable(answer: RetentionAnswer, { naming }: Named<RetentionQuestion>): Table {
  const grouped = answer.curves.length > 1;
  const columns: TableColumn[] = [
    ...(grouped ? [column('group', text.group, 'text')] : []),
    column('cohort', text.cohort, answer.unit === 'hour' ? 'text' : 'day'),
    column('size', { zh: '人数', en: 'People' }, 'number'),
    ...answer.columns.slice(1).flatMap((_, i) => columnsOfPeriod(answer, i + 1, naming)),
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
