import type { Language } from '#lib/core';
import type { HistogramData, LineData, StepData, StepTone } from '#lib/ui';
import { drawnGroups, type Group, groupTitle } from '../../analysis/breakdown.ts';
import { naturalPlaces } from '../../analysis/ordered-groups.ts';
import type { Placed } from '../../analysis/placed-before.ts';
import type { FunnelAnswer } from './answer.ts';
import { countTitles, periodNote, words } from './text.ts';

type Answer<S extends FunnelAnswer['show']> = Extract<FunnelAnswer, { show: S }>;

/** The bars of the steps: of everybody, and of each group where there are any. */
export function stepBars(
  { groups }: Answer<'steps'>,
  titles: readonly string[],
  language: Language,
): StepData {
  const [everybody, ...rest] = groups;
  const levels = naturalPlaces(rest.map(({ group }) => group));
  const bars = barsOf(groups);
  const own = rest.filter(({ group }) => group !== 'other');
  const toneOf = (of: (typeof groups)[number]): StepTone => {
    if (!of.group) return rest.length > 0 ? 'everybody' : { category: 0 };
    if (of.group === 'other') return 'other';
    const level = levels?.get(JSON.stringify(of.group));
    if (level !== undefined) return { level, of: levels!.size };
    return levels ? 'other' : { category: own.indexOf(of) };
  };
  return {
    steps: titles.map((name, i) => ({ key: String(i), name, seconds: everybody?.steps[i]?.seconds })),
    groups: groups.map((of, at) => ({
      key: String(at),
      name: groupTitle(of.group, language),
      counts: of.steps.map(({ people }) => people),
      tone: toneOf(of),
      ...(!bars.includes(of) && { withoutBars: true }),
    })),
  };
}

export function timeBins(
  { bins, width, groups, count: of }: Answer<'time'>,
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
    counted: countTitles[of][language],
    bins: shown.map((count, i) => ({ from: bins[i] ?? 0, to: (bins[i] ?? 0) + width, count })),
    marks: [...mark(words.median[language], group?.median), ...mark(words.average[language], group?.average)],
  };
}

/** The conversion of each period, from the first step to the last. */
export function conversionLines(
  answer: Answer<'trend'>,
  compared: Placed<Answer<'trend'>> | undefined,
  language: Language,
): LineData {
  const rates = (people: readonly (readonly number[])[]) =>
    people.map((steps) => (steps[0] ? (steps.at(-1) ?? 0) / steps[0] : null));
  const entered = (people: readonly (readonly number[])[]) => people.map((steps) => steps[0] ?? 0);
  const open = 1 + answer.periods.findLastIndex(({ open, cut }) => !open && !cut);
  const shown = drawn(answer.groups);
  const series = shown.map(({ at, of }) => ({
    key: String(at),
    name: groupTitle(of.group, language),
    values: rates(of.people),
    n: entered(of.people),
    other: of.group === 'other',
  }));
  const { before, places = [] } = compared ?? {};
  const earlier = shown.flatMap(({ at, of }) => {
    const then = before?.groups.findIndex(({ group }) => same(group, of.group)) ?? -1;
    const { people = [] } = before?.groups[then] ?? {};
    if (then < 0) return [];
    return [
      {
        key: `before ${then}`,
        name: of.group
          ? `${groupTitle(of.group, language)} · ${words.before[language]}`
          : words.before[language],
        values: places.map((place) => rates(people)[place] ?? null),
        n: places.map((place) => entered(people)[place] ?? 0),
        comparedTo: String(at),
      },
    ];
  });
  return {
    places: answer.periods.map(({ label }) => label),
    series: [...series, ...earlier],
    notes: answer.periods.map((period) => periodNote(period)?.[language]),
    ...(open < answer.periods.length && { openFrom: Math.max(1, open) }),
  };
}

const same = (one: Group | undefined, other: Group | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Everybody alone, or the groups without everybody, as many as can be told apart. */
function drawn<G extends { readonly group?: Group }>(groups: readonly G[]): { at: number; of: G }[] {
  const shown = groups.length > 1 ? drawnGroups(groups.slice(1)) : groups;
  return shown.map((of) => ({ at: groups.indexOf(of), of }));
}

/** Everybody and the groups that have a colour: levels of a scale have as many as there are. */
function barsOf<G extends { readonly group?: Group }>(groups: readonly G[]): readonly G[] {
  const [everybody, ...rest] = groups;
  if (!everybody || naturalPlaces(rest.map(({ group }) => group))) return groups;
  return [everybody, ...drawnGroups(rest)];
}

/** Whether the picture leaves groups out. */
export function drawsFewer(answer: FunnelAnswer): boolean {
  const { groups, show } = answer as { show: FunnelAnswer['show']; groups: readonly { group?: Group }[] };
  if (groups.length === 1) return false;
  return show === 'steps' ? barsOf(groups).length < groups.length : drawn(groups).length < groups.length - 1;
}
