import type { Cell, ColumnKind, PointPart, Table, TableColumn, Words } from '#lib/core';
import { type Named, pointPart } from '../../analysis/analysis.ts';
import { type Group, groupName } from '../../analysis/breakdown.ts';
import type { FunnelAnswer } from './answer.ts';
import type { FunnelQuestion } from './question.ts';
import { countTitles, stepNames, words } from './text.ts';

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
  const points = rows.map(({ group, point }) => point && pointPart({ ...point, group }));
  if (answer.groups.length === 1) return { columns, rows: rows.map(({ cells }) => cells), points };
  return {
    columns: [dimension('group', words.group), ...columns],
    rows: rows.map(({ group, cells }) => Object.assign(cells, { group: groupName(group) })),
    points,
  };
}

interface Row {
  readonly group: Group | undefined;
  readonly cells: Record<string, Cell>;
  readonly point: PointPart | null;
}
type Rows = { columns: TableColumn[]; rows: Row[] };

function stepsTable(
  { groups, count }: Extract<FunnelAnswer, { show: 'steps' }>,
  names: readonly Words[],
): Rows {
  const columns: TableColumn[] = [
    dimension('step', words.step),
    { ...measure('people', countTitles[count], 'number'), point: {} },
    { ...measure('rate', words.rate, 'rate'), point: {} },
    { ...measure('stepRate', words.stepRate, 'rate'), point: {} },
    { ...measure('dropped', words.dropped, 'number'), point: { dropped: true } },
    measure('seconds', words.seconds, 'seconds'),
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
      point: { step: i },
    })),
  );
  return { columns, rows };
}

function timeTable({
  groups,
  bins,
  width,
  overlapping,
  count: of,
}: Extract<FunnelAnswer, { show: 'time' }>): Rows {
  const columns: TableColumn[] = [
    { key: 'from', title: words.from, kind: 'seconds', role: 'dimension' },
    { key: 'to', title: words.to, kind: 'seconds', role: 'dimension' },
    { ...measure('people', countTitles[of], 'number'), point: {} },
    { ...measure('share', words.share, 'rate'), point: {} },
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
      // with groups that overlap, a person's times in each are others
      point: overlapping ? null : { seconds: { from: bins[i] ?? 0, to: (bins[i] ?? 0) + width } },
    })),
  );
  return { columns, rows };
}

function trendTable(
  { groups, periods }: Extract<FunnelAnswer, { show: 'trend' }>,
  names: readonly Words[],
): Rows {
  const keys = names.map((_, i) => `people${i}`);
  const columns: TableColumn[] = [
    { key: 'period', title: words.period, kind: 'text', role: 'period' },
    ...names.map((name, step) => ({ ...measure(keys[step]!, name, 'number'), point: { step } })),
    { ...measure('conversion', words.conversion, 'rate'), point: { step: names.length - 1 } },
  ];
  const rows = groups.flatMap(({ group, people }) =>
    people.map((steps, i) => {
      const cells: Row['cells'] = { period: periods[i]?.label ?? '' };
      steps.forEach((count, step) => {
        cells[keys[step]!] = periods[i]?.known || count > 0 ? count : null;
      });
      cells.conversion = steps[0] ? (steps.at(-1) ?? 0) / steps[0] : null;
      return { group, cells, point: { period: i } };
    }),
  );
  return { columns, rows };
}

function dimension(key: string, title: Words): TableColumn {
  return { key, title, kind: 'text', role: 'dimension' };
}

function measure(key: string, title: Words, kind: ColumnKind): TableColumn {
  return { key, title, kind, role: 'measure' };
}
