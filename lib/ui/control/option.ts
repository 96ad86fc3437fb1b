/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** A second, quieter line or word. */
  readonly hint?: string;
  /** How many stand behind it. */
  readonly count?: number;
  /** Options of one group stand together under its name; the list is in order of groups. */
  readonly group?: string;
  /** Also found by these: pinyin, initials, the name in the other language. */
  readonly keywords?: string;
}

/** The options that contain every word typed, in their label, value or keywords. */
export function matching(options: readonly Option[], typed: string): readonly Option[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, value, keywords = '' }) => {
    const hay = `${label} ${value} ${keywords}`.normalize('NFKC').toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
