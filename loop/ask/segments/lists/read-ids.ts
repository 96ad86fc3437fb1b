import { idSpelling } from '#loop/condition';
import { emptyList, notAText, tooManyIds } from '../../faults.ts';

/** What a text of ids holds. */
export interface ReadIds {
  /** Each once, in the spelling that ids are kept in. */
  readonly ids: readonly string[];
  /** How many lines said an id again that was there before. */
  readonly repeated: number;
}

/** So many ids may be in one list. */
export const MOST_IDS = 2_000_000;

/** Ids longer than this are nobody's: none is taken in. */
const LONGEST = 200;

/** The ids of a text, one a line; blank lines, quotes around an id and a comma after it are passed over. */
export function readIds(text: string): ReadIds {
  if (text.includes('\0')) throw notAText({});
  const seen = new Set<string>();
  let lines = 0;
  for (const [line] of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const id = idOf(line);
    if (id === '') continue;
    lines++;
    seen.add(id.slice(0, LONGEST + 1));
    if (seen.size > MOST_IDS) throw tooManyIds({ most: MOST_IDS });
  }
  if (seen.size === 0) throw emptyList({});
  return { ids: [...seen], repeated: lines - seen.size };
}

function idOf(line: string): string {
  const plain = idSpelling(line).replace(/[,;，；]+$/, '');
  const quoted = /^"(.*)"$/.exec(plain) ?? /^'(.*)'$/.exec(plain);
  return idSpelling(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain);
}
