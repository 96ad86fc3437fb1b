import type { Language } from '#lib/core';
import type { HistogramData, LineData, StepData } from '#lib/ui';
import { type Catalogue, eventTitle } from '#loop/condition';
import type { Group } from '../../breakdown.ts';
import type { FunnelAnswer } from './answer.ts';
import type { FunnelDraft } from './question.ts';
import { stepName, words } from './text.ts';

type Answer<S extends FunnelAnswer['show']> = Extract<FunnelAnswer, { show: S }>;

export function groupTitle(group: Group | undefined, language: Language): string {
  if (group === undefined) return words.everybody[language];
  if (group === 'other') return words.other[language];
  return group.map((value) => value ?? words.none[language]).join(' · ');
}

/** What each step is called on screen: its own name, else the event's title. */
export function stepTitles(
  answer: FunnelAnswer,
  { steps = [] }: FunnelDraft,
  catalogue: Catalogue,
  language: Language,
): string[] {
  const names = answer.names.map((name, i) =>
    steps[i]?.name || steps[i]?.event !== name ? name : eventTitle(catalogue, name)[language],
  );
  return names.map((_, i) => stepName({ order: answer.order, names }, i)[language]);
}

/** The bars of the steps: of everybody, or of each group where there are any. */
export function stepBars(
  { groups }: Answer<'steps'>,
  titles: readonly string[],
  language: Language,
): StepData {
  const [everybody] = groups;
  return {
    steps: titles.map((name, i) => ({ key: String(i), name, seconds: everybody?.steps[i]?.seconds })),
    groups: drawn(groups).map(({ at, of }) => ({
      key: String(at),
      name: groupTitle(of.group, language),
      counts: of.steps.map(({ people }) => people),
    })),
  };
}

export function timeBins(
  { bins, width, groups }: Answer<'time'>,
  at: number,
  language: Language,
): HistogramData {
  const group = groups[at];
  const counts = group?.counts ?? [];
  // The last bin holds only what fell exactly on the end of the one before; it is shown when somebody is in it.
  const shown = (counts.at(-1) ?? 0) > 0 ? counts : counts.slice(0, -1);
  const mark = (name: string, value: number | null | undefined) =>
    value === null || value === undefined ? [] : [{ name, value }];
  return {
    counted: words.people[language],
    bins: shown.map((count, i) => ({ from: bins[i] ?? 0, to: (bins[i] ?? 0) + width, count })),
    marks: [...mark(words.median[language], group?.median), ...mark(words.average[language], group?.average)],
  };
}

/** The conversion of each period, from the first step to the last. */
export function conversionLines(
  answer: Answer<'trend'>,
  before: Answer<'trend'> | undefined,
  language: Language,
): LineData {
  const rates = (people: readonly (readonly number[])[]) =>
    people.map((steps) => (steps[0] ? (steps.at(-1) ?? 0) / steps[0] : null));
  const entered = (people: readonly (readonly number[])[]) => people.map((steps) => steps[0] ?? 0);
  const open = answer.periods.findIndex((period, i) => i > 0 && period.open);
  const [then] = before?.groups ?? [];
  const series = drawn(answer.groups).map(({ at, of }) => ({
    key: String(at),
    name: groupTitle(of.group, language),
    values: rates(of.people),
    n: entered(of.people),
    other: of.group === 'other',
  }));
  const compared = then && {
    key: 'before',
    name: words.before[language],
    values: rates(then.people).slice(0, answer.periods.length),
    n: entered(then.people),
    comparedTo: series[0]?.key,
  };
  return {
    places: answer.periods.map(({ label }) => label),
    series: compared ? [...series, compared] : series,
    ...(open >= 0 && { openFrom: open }),
  };
}

/** Everybody alone, or the groups without everybody. */
function drawn<G>(groups: readonly G[]): { at: number; of: G }[] {
  const all = groups.map((of, at) => ({ at, of }));
  return all.length > 1 ? all.slice(1) : all;
}
