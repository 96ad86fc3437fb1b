import type { Words } from '#lib/core';
import type { Cell, Table, TableColumn } from '../../analysis.ts';
import type { Group } from '../../breakdown.ts';
import type { FunnelAnswer } from './answer.ts';
import { words } from './text.ts';

/** The answer as a table: a row a step, a bin or a period; for each group where there are any. */
export function funnelTable(answer: FunnelAnswer): Table {
  const { columns, rows } =
    answer.show === 'steps'
      ? stepsTable(answer)
      : answer.show === 'time'
        ? timeTable(answer)
        : trendTable(answer);
  if (answer.groups.length === 1) return { columns, rows: rows.map(({ cells }) => cells) };
  return {
    columns: [column('group', words.group, 'text'), ...columns],
    rows: rows.map(({ group, cells }) => ({ group: groupName(group), ...cells })),
  };
}

interface Row {
  readonly group: Group | undefined;
  readonly cells: Readonly<Record<string, Cell>>;
}
type Rows = { columns: TableColumn[]; rows: Row[] };

function stepsTable({ groups, names, order }: Extract<FunnelAnswer, { show: 'steps' }>): Rows {
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
        step: order === 'any' ? String(i + 1) : `${i + 1} ${names[i]}`,
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
    column('from', words.from, 'seconds'),
    column('to', words.to, 'seconds'),
    column('people', words.people, 'number'),
    column('share', words.rate, 'rate'),
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

function trendTable({ groups, periods, names }: Extract<FunnelAnswer, { show: 'trend' }>): Rows {
  const columns = [
    column('period', words.period, 'text'),
    ...names.map((name, i) =>
      column(`people${i}`, { zh: `${i + 1} ${name}`, en: `${i + 1} ${name}` }, 'number'),
    ),
    column('conversion', words.conversion, 'rate'),
  ];
  const rows = groups.flatMap(({ group, people }) =>
    people.map((steps, i) => ({
      group,
      cells: {
        period: periods[i]?.label ?? '',
        ...Object.fromEntries(steps.map((count, step) => [`people${step}`, count])),
        conversion: steps[0] ? (steps.at(-1) ?? 0) / steps[0] : null,
      },
    })),
  );
  return { columns, rows };
}

function column(key: string, title: Words, kind: TableColumn['kind']): TableColumn {
  return { key, title, kind };
}

/** `*` is everybody, `…` the rest; a missing value is `–`. */
function groupName(group: Group | undefined): string {
  if (group === undefined) return '*';
  return group === 'other' ? '…' : group.map((value) => value ?? '–').join(' · ');
}
