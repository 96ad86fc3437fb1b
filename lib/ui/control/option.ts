import type { ReactNode } from 'react';

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** What kind of thing it is, as a picture before its name. */
  readonly icon?: ReactNode;
  /** A second, quieter line or word. */
  readonly hint?: string;
  /** How many stand behind it. */
  readonly count?: number;
  /** In which share of 1 of what is asked about it is there. */
  readonly share?: number;
  /** A sentence on it, shown below the list while it is the one at hand. */
  readonly about?: string;
  /** May be chosen, but is rarely what is meant. */
  readonly muted?: boolean;
  /** Options of one group stand together under its name; the list is in order of groups. */
  readonly group?: string;
  /** Also found by these: initials, the name in the other language. */
  readonly keywords?: string;
}

/**
 * The options that contain every word typed, in their label, value or keywords, or in how their label is spelled. Within a
 * group those come first of which the whole typed text is a name, then those that begin with it.
 */
export function matching(
  options: readonly Option[],
  typed: string,
  spell?: (label: string) => string,
): readonly Option[] {
  const whole = folded(typed).trim();
  const words = whole.split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const groups = new Map<string | undefined, { option: Option; rank: number }[]>();
  for (const option of options) {
    const { label, value, keywords = '', group } = option;
    const names = [label, value, ...(spell?.(label) ?? '').split(' ')].map(folded);
    const hay = `${names.join(' ')} ${folded(keywords)}`;
    if (!words.every((word) => hay.includes(word))) continue;
    const rank = names.includes(whole) ? 0 : names.some((name) => name.startsWith(whole)) ? 1 : 2;
    const found = groups.get(group);
    if (found) found.push({ option, rank });
    else groups.set(group, [{ option, rank }]);
  }
  return [...groups.values()].flatMap((found) =>
    found.sort((a, b) => a.rank - b.rank).map(({ option }) => option),
  );
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
