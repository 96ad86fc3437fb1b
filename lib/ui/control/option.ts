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

/** The options that contain every word typed, in their label, value or keywords, or in how their label is spelled. */
export function matching(
  options: readonly Option[],
  typed: string,
  spell?: (label: string) => string,
): readonly Option[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, value, keywords = '' }) => {
    const hay = `${label} ${value} ${keywords} ${spell?.(label) ?? ''}`.normalize('NFKC').toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
