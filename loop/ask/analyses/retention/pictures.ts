import type { Language } from '#lib/core';
import { formatWeekday, type HeatCell, type HeatData, type LineData } from '#lib/ui';
import { drawnGroups, groupTitle } from '../../analysis/breakdown.ts';
import type { Cell, Cohort, Curve, CurveCell, RetentionAnswer } from './answer.ts';
import type { Count } from './question.ts';
import { columnHead, columnName, text } from './text.ts';

/** What the pictures show of each cell: shares, people, or the value. */
export const shownOf = ['kept', 'gone', 'people', 'lost', 'value'] as const;
export type Shown = (typeof shownOf)[number];

/** Whether it is said of those who did not return. */
export const isOfLost = (shown: Shown): boolean => shown === 'gone' || shown === 'lost';

export interface Look {
  readonly count: Count;
  readonly shown: Shown;
  readonly language: Language;
}

/** The triangle of one group: cohorts down, periods across, the pooled row on top. */
export function triangleOf(answer: RetentionAnswer, curve: Curve, look: Look): HeatData {
  const { language, shown } = look;
  // in the period of the start itself nobody can be lost yet
  const from = isOfLost(shown) ? 1 : 0;
  return {
    columns: answer.columns.slice(from).map((column, i) => ({
      key: String(i + from),
      label: columnHead(answer.unit, column)[language],
      title: columnName(answer.unit, look.count, column)[language],
    })),
    scaleFrom: firstPlace(shown) - from,
    ...(isOfPeople(shown) && { shadedBy: 'rate' as const }),
    pooled: {
      key: 'pooled',
      label: text.pooled[language],
      size: curve.size,
      cells: curve.cells
        .slice(from)
        .map((cell) => (cell.rate === null ? null : heatCell(cell, cell.base, shown))),
    },
    rows: withoutEmptyEnds(curve.cohorts).map(({ cohort, label, size, cells }) => ({
      key: String(cohort),
      label,
      ...(answer.unit === 'day' && { hint: formatWeekday(label, language) }),
      size,
      cells: cells.slice(from).map((cell) => (cell.begun ? heatCell(cell, size, shown, !cell.mature) : null)),
    })),
  };
}

/** Without the cohorts of nobody before the first people came and after the last did; the table has them. */
function withoutEmptyEnds(cohorts: readonly Cohort[]): readonly Cohort[] {
  const first = cohorts.findIndex(hasPeople);
  return first < 0 ? cohorts : cohorts.slice(first, cohorts.findLastIndex(hasPeople) + 1);
}

const hasPeople = ({ size }: Cohort) => size > 0;
const isOfPeople = (shown: Shown) => shown === 'people' || shown === 'lost';

function heatCell({ people, value }: Cell | CurveCell, of: number, shown: Shown, open = false): HeatCell {
  if (shown === 'value') return { value: value ?? null, open };
  if (of === 0) return { value: null, n: 0, of, open };
  const n = isOfLost(shown) ? of - people : people;
  // people of big and small cohorts are coloured by their share, so that colours mean the same down a column
  return isOfPeople(shown) ? { value: n, shade: n / of, n, of, open } : { value: n / of, n, of, open };
}

/** Everybody and the groups, as many as can be told apart, with their places in the answer. */
export function drawnCurves({ curves }: RetentionAnswer): { curve: Curve; at: number }[] {
  return drawnGroups(curves).map((curve) => ({ curve, at: curves.indexOf(curve) }));
}

/** The pooled curves of everybody and of each group; what is compared with is dashed. People are drawn as shares: each place has other cohorts. */
export function curvesOf(answer: RetentionAnswer, before: RetentionAnswer | undefined, look: Look): LineData {
  const { language, shown } = look;
  const from = firstPlace(shown);
  const values = (cells: readonly CurveCell[]) =>
    cells.slice(from).map((cell) => {
      if (shown === 'value') return cell.value ?? null;
      return cell.rate === null ? null : isOfLost(shown) ? 1 - cell.rate : cell.rate;
    });
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
  return { ...placesOf(answer, look), series: compared ? [...series, compared] : series };
}

/** A line for each cohort, dotted where a period is not over. */
export function cohortCurvesOf(answer: RetentionAnswer, cohorts: readonly Cohort[], look: Look): LineData {
  const { language, shown } = look;
  const from = firstPlace(shown);
  const series = cohorts.map(({ cohort, label, size, cells }) => {
    const drawn = cells.slice(from);
    const open = drawn.findIndex(({ mature }) => !mature);
    return {
      key: String(cohort),
      name: answer.unit === 'day' ? `${label} ${formatWeekday(label, language)}` : label,
      values: drawn.map((cell) => (cell.begun ? heatCell(cell, size, shown).value : null)),
      n: drawn.map(() => size),
      ...(open >= 0 && { openFrom: open }),
    };
  });
  return { ...placesOf(answer, look), series };
}

/** The cohorts that can be drawn, and which of them are where nobody chose: the newest of those whose lines are longest. */
export function drawableCohorts({ cohorts }: Curve): { all: readonly Cohort[]; usual: readonly Cohort[] } {
  const length = ({ cells }: Cohort) => cells.filter(({ begun }) => begun).length;
  const all = cohorts.filter(
    (one) => hasPeople(one) && one.cells.some(({ begun, period }) => begun && period > 0),
  );
  const longest = all.reduce((most, one) => Math.max(most, length(one)), 0);
  return { all, usual: all.filter((one) => length(one) === longest).slice(-USUAL) };
}

/** As many lines carry their names at their ends. */
const USUAL = 4;
/** As many can be told apart. */
export const MOST_COHORTS = 8;

const firstPlace = (shown: Shown) => (shown === 'value' ? 0 : 1);

function placesOf({ columns, unit }: RetentionAnswer, { shown, count, language }: Look) {
  const drawn = columns.slice(firstPlace(shown));
  return {
    places: drawn.map((column) => columnHead(unit, column)[language]),
    titles: drawn.map((column) => columnName(unit, count, column)[language]),
  };
}
