import type { Words } from '#lib/core';
import type { Cell, Named, Table, TableColumn } from '../../analysis.ts';
import { type Group, groupName } from '../../breakdown.ts';
import type { FunnelAnswer } from './answer.ts';
import type { FunnelQuestion } from './question.ts';
import { stepNames, words } from './text.ts';

/** The answer as a table: a row a step, a bin or a period; for each group where there are any. */
export function funnelTable(answer: FunnelAnswer, { question, naming }: Named<FunnelQuestion>): Table {
  const names = stepNames(question, naming).map(({ zh, en }, i) =>
    question.order === 'any' ? { zh, en } : { zh: `${i + 1} ${zh}`, en: `${i + 1} ${en}` },
  );
  const { columns, rows } =
    answer.show === 'steps'
      ? stepsTable(answer, names)
      : answer.show === 'time'
        ? timeTable(answer)
        : trendTable(answer, names);
  if (answer.groups.length === 1) return { columns, rows: rows.map(({ cells }) => cells) };
  return {
    columns: [column('group', words.group, 'text'), ...columns],
    rows: rows.map(({ group, cells }) => Object.assign(cells, { group: groupName(group) })),
  };
}

interface Row {
  readonly group: Group | undefined;
  readonly cells: Record<string, Cell>;
}
type Rows = { columns: TableColumn[]; rows: Row[] };

function stepsTable({ groups }: Extract<FunnelAnswer, { show: 'steps' }>, names: readonly Words[]): Rows {
  const columns = [
    column('step', words.step, 'text'),
    column('people', words.people, 'number'),
    column('rate', words.rate, 'rate'),
    column('stepRate', words.stepRate, 'rate'),
    column('dropped', words.dropped, 'number'),
    column('seconds', words.seconds, 'seconds'),
  ];
  const rows = groups.flatMap(({ group, steps }) =>
    steps.map(({ people, rate, stepRate, seconds }, i) => ({
      group,
      cells: {
        step: names[i] ?? null,
        people,
        rate,
        stepRate,
        dropped: i === 0 ? null : (steps[i - 1]?.people ?? 0) - people,
        seconds,
      },
    })),
  );
  return { columns, rows };
}

function timeTable({ groups, bins, width }: Extract<FunnelAnswer, { show: 'time' }>): Rows {
  const columns = [
    { ...column('from', words.from, 'seconds'), isName: true as const },
    { ...column('to', words.to, 'seconds'), isName: true as const },
    column('people', words.people, 'number'),
    column('share', words.share, 'rate'),
  ];
  const rows = groups.flatMap(({ group, people, counts }) =>
    counts.map((count, i) => ({
      group,
      cells: {
        from: bins[i] ?? null,
        to: (bins[i] ?? 0) + width,
        people: count,
        share: people > 0 ? count / people : null,
      },
    })),
  );
  return { columns, rows };
}

function trendTable(
  { groups, periods }: Extract<FunnelAnswer, { show: 'trend' }>,
  names: readonly Words[],
): Rows {
  const keys = names.map((_, i) => `people${i}`);
  const columns = [
    { ...column('period', words.period, 'text'), isPeriod: true as const },
    ...names.map((name, i) => column(keys[i]!, name, 'number')),
    column('conversion', words.conversion, 'rate'),
  ];
  const rows = groups.flatMap(({ group, people }) =>
    people.map((steps, i) => {
      const cells: Row['cells'] = { period: periods[i]?.label ?? '' };
      steps.forEach((count, step) => {
        cells[keys[step]!] = periods[i]?.known || count > 0 ? count : null;
      });
      cells.conversion = steps[0] ? (steps.at(-1) ?? 0) / steps[0] : null;
      return { group, cells };
    }),
  );
  return { columns, rows };
}

function column(key: string, title: Words, kind: TableColumn['kind']): TableColumn {
  return { key, title, kind };
}
