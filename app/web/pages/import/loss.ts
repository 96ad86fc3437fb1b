import { formatFull } from '#lib/ui';

interface Lost {
  readonly rows: number;
  readonly rejected: number;
}

/** How much of a file does not fit. */
export type Loss = 'none' | 'some' | 'most' | 'all';

export function lossOf(counts: Lost | undefined): Loss {
  if (!counts || counts.rejected === 0) return 'none';
  if (counts.rejected >= counts.rows) return 'all';
  return counts.rejected * 2 > counts.rows ? 'most' : 'some';
}

/** A sentence with the rows and how many of them are left out. */
export function filled(sentence: string, { rows, rejected }: Lost): string {
  return sentence.replace('{rows}', formatFull(rows)).replace('{left}', formatFull(rejected));
}
