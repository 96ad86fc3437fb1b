import type { Answering, Rows } from '../../../analysis/analysis.ts';
import { type Group, groupOf } from '../../../analysis/breakdown.ts';
import { isApart, isPeopleInLast, type TrendQuestion } from '../question.ts';
import { nameOfApart } from './statements.ts';
import { latestPeriod } from './windows.ts';

/** The figures of a series that is asked apart; undefined where it has none. */
export interface ApartFigures {
  at(group: Group | undefined, period: number): unknown;
  total(group: Group | undefined): unknown;
  /** Whether there is anything of a group. */
  readonly groups: readonly Group[];
}

const keyOf = (group: Group | undefined) => JSON.stringify(group ?? null);

/** The figures of each series that is asked apart, from the rows of its statement; nothing for the others. */
export function apartFigures(
  rows: Rows<string>,
  asked: Answering<TrendQuestion>,
): readonly (ApartFigures | undefined)[] {
  const { question } = asked;
  return question.series.map((series, i) => {
    const { count } = series;
    if (!isApart(count)) return undefined;
    const figures = new Map<string, Map<number, unknown>>();
    const totals = new Map<string, unknown>();
    const groups: Group[] = [];
    for (const { everybody, shown, total, period, figure } of rows[nameOfApart(i)] ?? []) {
      const group = Number(everybody) === 1 ? undefined : groupOf(shown as string[]);
      const key = keyOf(group);
      if (group && !figures.has(key)) groups.push(group);
      const own = figures.get(key) ?? new Map<number, unknown>();
      figures.set(key, own);
      if (Number(total) === 1) totals.set(key, figure);
      else own.set(Number(period), figure);
    }
    // nobody comes for the first time twice, so these may be added up
    const sum = (key: string, to: number) => {
      const own = [...(figures.get(key) ?? [])].filter(([period]) => period <= to);
      return own.reduce((all, [, figure]) => all + Number(figure), 0);
    };
    if (count === 'firstTime')
      return {
        groups,
        at: (group, period) =>
          question.cumulative ? sum(keyOf(group), period) : figures.get(keyOf(group))?.get(period),
        total: (group) => sum(keyOf(group), Number.POSITIVE_INFINITY),
      };
    if (isPeopleInLast(count)) {
      const latest = latestPeriod(asked, series);
      const at = (group: Group | undefined, period: number) => figures.get(keyOf(group))?.get(period);
      return { groups, at, total: (group) => at(group, latest) };
    }
    return {
      groups,
      at: (group, period) => figures.get(keyOf(group))?.get(period),
      total: (group) => totals.get(keyOf(group)),
    };
  });
}
