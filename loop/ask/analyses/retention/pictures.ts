import type { Language } from '#lib/core';
import { formatWeekday, type HeatCell, type HeatData, type LineData } from '#lib/ui';
import { drawnGroups, groupTitle } from '../../analysis/breakdown.ts';
import type { Cell, Cohort, Curve, CurveCell, RetentionAnswer } from './answer.ts';
import type { Count } from './question.ts';
import { columnName, text } from './text.ts';

/** What the pictures show of each cell. */
export type Shown = 'kept' | 'gone' | 'value';

interface Look {
  readonly count: Count;
  readonly shown: Shown;
  readonly language: Language;
}

/** The triangle of one group: cohorts down, periods across, the pooled row on top. */
export function triangleOf(answer: RetentionAnswer, curve: Curve, look: Look): HeatData {
  const { language, shown } = look;
  const start = shown === 'value' ? 0 : 1;
  return {
    columns: answer.columns.map((column, i) => ({
      key: String(i),
      label: columnLabel(column),
      title: columnName(answer.unit, look.count, column)[language],
    })),
    scaleFrom: start,
    pooled: {
      key: 'pooled',
      label: text.pooled[language],
      size: curve.size,
      cells: curve.cells.map((cell) => (cell.rate === null ? null : heatCell(cell, cell.base, shown))),
    },
    rows: withoutEmptyEnds(curve.cohorts).map(({ cohort, label, size, cells }) => ({
      key: String(cohort),
      label,
      ...(answer.unit === 'day' && { hint: formatWeekday(label, language) }),
      size,
      cells: cells.map((cell) => (cell.begun ? heatCell(cell, size, shown, !cell.mature) : null)),
    })),
  };
}

/** Without the cohorts of nobody before the first people came and after the last did; the table has them. */
function withoutEmptyEnds(cohorts: readonly Cohort[]): readonly Cohort[] {
  const isOfPeople = ({ size }: Cohort) => size > 0;
  const first = cohorts.findIndex(isOfPeople);
  return first < 0 ? cohorts : cohorts.slice(first, cohorts.findLastIndex(isOfPeople) + 1);
}

function columnLabel({ from, to }: { from: number; to: number }): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function heatCell({ people, value }: Cell | CurveCell, of: number, shown: Shown, open = false): HeatCell {
  if (shown === 'value') return { value: value ?? null, open };
  if (of === 0) return { value: null, n: 0, of, open };
  const n = shown === 'gone' ? of - people : people;
  return { value: n / of, n, of, open };
}

/** Everybody and the groups, as many as can be told apart, with their places in the answer. */
export function drawnCurves({ curves }: RetentionAnswer): { curve: Curve; at: number }[] {
  return drawnGroups(curves).map((curve) => ({ curve, at: curves.indexOf(curve) }));
}

/** The pooled curves of everybody and of each group; what is compared with is dashed. */
export function curvesOf(answer: RetentionAnswer, before: RetentionAnswer | undefined, look: Look): LineData {
  const { language, shown, count } = look;
  const from = shown === 'value' ? 0 : 1;
  const values = (cells: readonly CurveCell[]) =>
    cells.slice(from).map((cell) => {
      if (shown === 'value') return cell.value ?? null;
      return cell.rate === null ? null : shown === 'gone' ? 1 - cell.rate : cell.rate;
    });
  const titles = answer.columns.slice(from).map((column) => columnName(answer.unit, count, column)[language]);
  const series = drawnCurves(answer).map(({ curve: { group, cells }, at }) => ({
    key: String(at),
    name: groupTitle(group, language),
    values: values(cells),
    n: cells.slice(from).map(({ base }) => base),
    other: group === 'other',
  }));
  const [then] = before?.curves ?? [];
  const compared = then && {
    key: 'before',
    name: text.before[language],
    values: values(then.cells),
    n: then.cells.slice(from).map(({ base }) => base),
    comparedTo: '0',
  };
  return {
    places: answer.columns.slice(from).map(columnLabel),
    titles,
    series: compared ? [...series, compared] : series,
  };
}
