import type { Language, Words } from '#lib/core';
import type { LineData, LineSeries } from '#lib/ui';
import { type Catalogue, namingOf } from '#loop/condition';
import { drawnGroups, groupTitle } from '../../analysis/breakdown.ts';
import type { Placed } from '../../analysis/placed-before.ts';
import type { TrendAnswer, TrendLine } from './answer.ts';
import { movingAverage } from './moving-average.ts';
import type { TrendDraft } from './question.ts';
import { periodNote, seriesWords } from './text.ts';

/** What a line is called: its series where there are several, its group where there are groups. */
export function lineTitle(
  { series, group }: TrendLine,
  question: TrendDraft,
  catalogue: Catalogue,
  language: Language,
): string {
  const all = seriesWords(question, namingOf(catalogue));
  const { name, count } = all[series] ?? {};
  const what = [name?.[language], count?.[language]].filter(Boolean).join(language === 'zh' ? ' ' : ', ');
  if (group === undefined) return what;
  const title = groupTitle(group, language);
  return all.length > 1 ? `${what} · ${title}` : title;
}

/** What a line is called in the picture, where words that all lines share say nothing. */
export function lineLabel(
  line: TrendLine,
  question: TrendDraft,
  catalogue: Catalogue,
  language: Language,
): string {
  const all = seriesWords(question, namingOf(catalogue));
  const own = all[line.series];
  const shared = (part: 'name' | 'count') =>
    all.every((one) => one[part]?.[language] === own?.[part]?.[language]);
  const what = shared('count') ? own?.name : shared('name') ? own?.count : undefined;
  if (!what || (all.length === 1 && line.group !== undefined))
    return lineTitle(line, question, catalogue, language);
  if (line.group === undefined) return what[language];
  return `${what[language]} · ${groupTitle(line.group, language)}`;
}

/** What all lines count, which the value axis tells; nothing where they count different things. */
export function unitOf(question: TrendDraft, catalogue: Catalogue): Words | undefined {
  const [first, ...others] = seriesWords(question, namingOf(catalogue));
  return others.every(({ count }) => count?.en === first?.count?.en) ? first?.count : undefined;
}

/** The lines of as many groups as can be told apart, with their places in the answer. */
export function drawnLines({ lines, names }: TrendAnswer): { line: TrendLine; at: number }[] {
  const first = lines.filter(({ series }) => series === 0);
  const groups = new Set(drawnGroups(first, names.length).map(({ group }) => JSON.stringify(group)));
  return lines.flatMap((line, at) => (groups.has(JSON.stringify(line.group)) ? [{ line, at }] : []));
}

/** So many lines may have their raw figures pale behind them. */
const MOST_BEHIND = 4;

/** The moving average of a line, and pale behind it the line as it is. */
function smoothed(line: LineSeries, { periods }: TrendAnswer, smooth: number, lines: number): LineSeries[] {
  const values = movingAverage(line.values, smooth, (i) => periods[i]!.open);
  const raw = { ...line, key: `${line.key} raw`, behind: line.key, other: false };
  return [{ ...line, values }, ...(lines > MOST_BEHIND ? [] : [raw])];
}

/** An answer compared with, and what it is called. */
export interface Compared extends Placed<TrendAnswer> {
  readonly name: string;
}

/** The key of a line of an answer compared with: which of these, and which line of it. */
const comparedKey = (which: number, line: number) => `before ${which} ${line}`;

/** The line of a key, and of which answer compared with, if it is of one. */
export function lineOfKey(key: string): { line: number; which?: number } {
  const [, which, line] = /^before (\d+) (\d+)$/.exec(key) ?? [];
  return which === undefined
    ? { line: Number(key.replace(/ raw$/, '')) }
    : { line: Number(line), which: Number(which) };
}

/** A line for each series and group; what is compared with is dashed. */
export function trendLines(
  answer: TrendAnswer,
  compared: readonly Compared[],
  titleOf: (line: TrendLine) => string,
  language: Language,
  smooth?: number,
): LineData {
  const open = 1 + answer.periods.findLastIndex(({ open, cut }) => !open && !cut);
  const own = drawnLines(answer).map(
    ({ line, at }): LineSeries => ({
      key: String(at),
      name: titleOf(line),
      values: line.values,
      other: line.group === 'other',
    }),
  );
  const series = smooth ? own.flatMap((one) => smoothed(one, answer, smooth, own.length)) : own;
  const then = compared.flatMap(({ name, before, places }, which) =>
    before.lines.flatMap((line, i): LineSeries[] => {
      const at = answer.lines.findIndex(
        (now) => now.series === line.series && JSON.stringify(now.group) === JSON.stringify(line.group),
      );
      if (at < 0 || !series.some(({ key }) => key === String(at))) return [];
      return [
        {
          key: comparedKey(which, i),
          name: own.length > 1 ? `${titleOf(line)} · ${name}` : name,
          values: places.map((place) => line.values[place] ?? null),
          comparedTo: String(at),
        },
      ];
    }),
  );
  return {
    places: answer.periods.map(({ label }) => label),
    series: [...series, ...then],
    notes: answer.periods.map((period) => periodNote(period)?.[language]),
    ...(open < answer.periods.length && { openFrom: Math.max(1, open) }),
  };
}
