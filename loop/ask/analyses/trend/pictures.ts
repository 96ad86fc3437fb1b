import type { Language } from '#lib/core';
import type { LineData, LineSeries } from '#lib/ui';
import { type Catalogue, eventTitle } from '#loop/condition';
import type { TrendAnswer, TrendLine } from './answer.ts';
import type { TrendDraft } from './question.ts';
import { countText, words } from './text.ts';

/** What a line is called: its series where there are several, its group where there are groups. */
export function lineTitle(
  { series, group }: TrendLine,
  { names }: TrendAnswer,
  { series: asked = [] }: TrendDraft,
  catalogue: Catalogue,
  language: Language,
): string {
  const name = names[series];
  const own = asked[series];
  const event = own && !own.name ? eventTitle(catalogue, own.event)[language] : (name?.name ?? '');
  const what = name?.count === undefined ? event : `${event} ${countText(name.count)[language]}`;
  if (group === undefined) return what;
  const title =
    group === 'other'
      ? words.other[language]
      : group.map((value) => value ?? words.none[language]).join(' · ');
  return names.length > 1 ? `${what} · ${title}` : title;
}

/** A line for each series and group; what is compared with is dashed. */
export function trendLines(
  answer: TrendAnswer,
  before: TrendAnswer | undefined,
  titleOf: (line: TrendLine) => string,
  language: Language,
): LineData {
  const open = answer.periods.findIndex((period, i) => i > 0 && period.open);
  const series = answer.lines.map(
    (line, i): LineSeries => ({
      key: String(i),
      name: titleOf(line),
      values: line.values,
      other: line.group === 'other',
    }),
  );
  const compared = (before?.lines ?? []).flatMap((line, i): LineSeries[] => {
    const at = answer.lines.findIndex(
      (now) => now.series === line.series && JSON.stringify(now.group) === JSON.stringify(line.group),
    );
    if (at < 0) return [];
    return [
      {
        key: `before ${i}`,
        name: `${titleOf(line)} · ${words.before[language]}`,
        values: answer.periods.map((_, period) => line.values[period] ?? null),
        comparedTo: String(at),
      },
    ];
  });
  return {
    places: answer.periods.map(({ label }) => label),
    series: [...series, ...compared],
    ...(open >= 0 && { openFrom: open }),
  };
}
