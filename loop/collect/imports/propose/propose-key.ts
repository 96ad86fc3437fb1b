import type { MappedColumn, SameKey } from '../mapping/mapping.ts';
import { headerFit, plainHeader, priceWords, quantityWords } from './header-words.ts';
import type { Profile } from './profile.ts';
import { RowsBy } from './rows-by.ts';
import type { Sample } from './sample.ts';

/** The columns whose values together name a row, and what rows of the same key are. */
export interface KeyProposal {
  readonly columns: readonly string[];
  readonly sameKey: SameKey;
}

interface Around {
  readonly person: string | undefined;
  readonly time: string | undefined;
  readonly event: string | undefined;
}

/** Of a group, rows that differ this rarely are taken for slips. */
const NEARLY_ALL = 0.95;

/**
 * The key of the rows, when the names and the values tell one: unique, or repeated over the lines of one event, which have the
 * same person and about the same time. A number that repeats otherwise is a property like any other.
 */
export function proposeKey(
  sample: Sample,
  profiles: readonly Profile[],
  around: Around,
): KeyProposal | undefined {
  const rows = sample.rows.length + sample.later.length;
  const candidates = profiles
    .map((profile) => ({ profile, fit: headerFit(profile.column, 'key') }))
    .filter(({ profile, fit }) => fit > 0 && profile.filled >= rows * NEARLY_ALL && !profile.lostDigits)
    .sort((a, b) => b.fit - a.fit || b.profile.distinct - a.profile.distinct);
  for (const { profile } of candidates) {
    const sameKey = repeatsOf(sample, profile.column, around);
    if (sameKey) return { columns: [profile.column], sameKey };
  }
  return undefined;
}

/** What rows of the same key seem to be; undefined when the column names no rows. */
export function repeatsOf(sample: Sample, column: string, { person, time, event }: Around) {
  const by = new RowsBy(sample, event === undefined ? [column] : [column, event]);
  const repeated = by.atLeast(2);
  const wholeRows = repeated.filter((group) => new Set(group.map((row) => row.join('\u001f'))).size === 1);
  if (repeated.length === wholeRows.length) return 'repeat' as const;
  const ofOne = [person, dayOf(sample, time)].every(
    (at) => at === undefined || sameWithin(sample, repeated, at) >= NEARLY_ALL,
  );
  return ofOne ? ('lines' as const) : undefined;
}

type Reading = string | ((row: readonly string[]) => string);

/** Lines of one order may be some minutes apart: its day is compared. */
function dayOf({ columns }: Sample, time: string | undefined): Reading | undefined {
  if (time === undefined) return undefined;
  const at = columns.indexOf(time);
  return (row) => (row[at] ?? '').replace(/[ T]+\d{1,2}:\d{2}.*$/, '');
}

function sameWithin({ columns }: Sample, groups: readonly (readonly (readonly string[])[])[], by: Reading) {
  const at = typeof by === 'string' ? columns.indexOf(by) : -1;
  const read = typeof by === 'string' ? (row: readonly string[]) => row[at] ?? '' : by;
  return groups.filter((group) => new Set(group.map(read)).size === 1).length / Math.max(1, groups.length);
}

const wholeWords =
  /^(订单|实付|实收|应付|支付|付款|成交|交易|总)(总)?(金额|价|款|额|实付金额|应付金额)$|^(order|grand|invoice|basket|payment|paid)(total|amount|value|sum)$/;
const lineWords = /(小计|行金额|商品金额|line|item)/;

/**
 * What becomes of a column where lines become one event. A number that is the same on all lines of (nearly) all events is told
 * once for the whole; other amounts and quantities are summed, and what differs is listed.
 */
export function gatherOf(profile: Profile, by: RowsBy, isAmount: boolean): MappedColumn['gather'] {
  const plain = plainHeader(profile.column);
  const constant = by.constancy(profile.column);
  if (profile.number && !priceWords.test(plain) && (isAmount || quantityWords.test(plain))) {
    if (lineWords.test(plain)) return 'sum';
    const told = by.atLeast(2).length;
    if (constant >= NEARLY_ALL && (told >= 5 ? isAmount : wholeWords.test(plain))) return undefined;
    return 'sum';
  }
  return constant >= NEARLY_ALL ? undefined : 'list';
}
