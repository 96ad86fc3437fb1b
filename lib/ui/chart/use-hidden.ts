import { useMemo, useState } from 'react';

/** A series as a legend names it. */
export interface LegendSeries {
  readonly key: string;
  readonly name: string;
  readonly other?: boolean;
  readonly comparedTo?: string;
  readonly behind?: string;
}

/** An entry of a legend: its place in the palette, paler for what is compared with. */
export interface LegendEntry {
  readonly key: string;
  readonly name: string;
  readonly colour: number | 'other';
  readonly pale: boolean;
}

/** The series that have an entry of their own; what is compared with has one where there is but one to compare. */
export function legendEntries(series: readonly LegendSeries[]): LegendEntry[] {
  const mains = series.filter((one) => !one.comparedTo && !one.behind);
  const coloured = mains.filter(({ other }) => !other);
  const compared = mains.length === 1 ? series.filter((one) => one.comparedTo) : [];
  return [
    ...mains.map((one) => ({
      key: one.key,
      name: one.name,
      colour: one.other ? ('other' as const) : coloured.indexOf(one) % 8,
      pale: false,
    })),
    ...compared.map(({ key, name }) => ({ key, name, colour: 0, pale: true })),
  ];
}

/** Hides a series, or shows it again; when the last one would go, all are shown. */
export function toggled(hidden: ReadonlySet<string>, key: string, all: readonly string[]): Set<string> {
  const next = new Set(hidden);
  if (!next.delete(key)) next.add(key);
  return all.every((one) => next.has(one)) ? new Set() : next;
}

/** Shows a series alone; all of them where it is alone already. */
export function isolated(hidden: ReadonlySet<string>, key: string, all: readonly string[]): Set<string> {
  const others = all.filter((one) => one !== key);
  const isAlone = !hidden.has(key) && others.every((one) => hidden.has(one));
  return isAlone ? new Set() : new Set(others);
}

/** Which series of a chart its reader has hidden. */
export function useHidden(series: readonly LegendSeries[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const keys = legendEntries(series).map(({ key }) => key);
  const known = keys.join('\n');
  const hidden = useMemo(() => {
    const all = known.split('\n');
    const left = new Set([...chosen].filter((key) => all.includes(key)));
    // a chart of other series begins with all of them
    return all.every((key) => left.has(key)) ? new Set<string>() : left;
  }, [chosen, known]);
  return {
    hidden,
    onToggle: (key: string) => setChosen(toggled(hidden, key, keys)),
    onIsolate: (key: string) => setChosen(isolated(hidden, key, keys)),
  };
}
