import { MAX_PROPERTIES } from '../properties.ts';
import { noTimeColumn, unknownColumn } from './faults.ts';
import {
  codeWords,
  headerFit,
  orderWords,
  plainHeader,
  priceWords,
  quantityWords,
  visitWords,
} from './header-words.ts';
import type { MappedColumn, Mapping, MomentForm } from './mapping.ts';
import { ownEvents } from './own-names.ts';
import { type Profile, profileColumns } from './profile.ts';
import type { Sample } from './sample.ts';

/** What the columns seem to be, and what only a person can tell. */
export interface Proposal {
  readonly mapping: Mapping;
  /** Columns of times in which day and month cannot be told apart. */
  readonly ambiguous: readonly string[];
  readonly profiles: readonly Profile[];
}

/** What was said of the file beforehand, as by flags on the terminal. */
export interface Wishes {
  readonly person?: string;
  readonly time?: string;
  readonly eventColumn?: string;
  readonly event?: string;
  readonly amount?: string;
  readonly timeZone: string;
  readonly decimal?: Mapping['decimal'];
}

/** Proposes what each column is from its name and its values. */
export function propose(sample: Sample, wishes: Wishes): Proposal {
  const profiles = profileColumns(sample);
  const taken = new Set<string>();
  const choose = (found: Profile | undefined) => {
    if (found) taken.add(found.column);
    return found;
  };
  const named = (name: string | undefined) => {
    if (name === undefined) return undefined;
    const found = profiles.find(({ column }) => column === name);
    if (!found) throw unknownColumn({ given: name, columns: sample.columns.slice(0, 30).join(', ') });
    return found;
  };
  for (const wish of [wishes.person, wishes.time, wishes.eventColumn, wishes.amount])
    if (wish !== undefined) taken.add(wish);
  const free = () => profiles.filter(({ column }) => !taken.has(column));
  const person = choose(named(wishes.person) ?? best(free(), (profile) => personFit(profile)));
  const time = choose(named(wishes.time) ?? best(free(), timeFit));
  if (!time && (wishes.event ?? wishes.eventColumn) !== undefined)
    throw noTimeColumn({ columns: sample.columns.slice(0, 30).join(', ') });
  const event =
    wishes.event === undefined && time
      ? choose(named(wishes.eventColumn) ?? best(free(), (profile) => eventFit(profile, sample)))
      : undefined;
  const amount = time ? choose(named(wishes.amount) ?? best(free(), amountFit)) : undefined;
  const columns = profiles.map((profile) =>
    columnOf(profile, { person, time, event, amount }, wishes.timeZone),
  );
  limitProperties(columns);
  const product = amount || !time ? undefined : productOf(profiles);
  const ambiguous = profiles.filter(
    ({ forms }) => forms.includes('day-first') && forms.includes('month-first'),
  );
  return {
    mapping: {
      columns,
      event: event ? null : !time ? null : (wishes.event ?? eventName(profiles)),
      ...(product ? { amount: product } : {}),
      timeZone: wishes.timeZone,
      decimal:
        wishes.decimal ??
        (profiles.some(({ comma, column }) => comma && !isCode(column)) ? 'comma' : 'point'),
    },
    ambiguous: ambiguous.map(({ column }) => column),
    profiles,
  };
}

interface Chosen {
  readonly person: Profile | undefined;
  readonly time: Profile | undefined;
  readonly event: Profile | undefined;
  readonly amount: Profile | undefined;
}

function columnOf(profile: Profile, chosen: Chosen, timeZone: string): MappedColumn {
  const { column } = profile;
  const form = formOf(profile, timeZone);
  const at = form ? { form } : {};
  if (profile === chosen.person) return { column, role: 'person', type: 'text' };
  if (profile === chosen.time) return { column, role: 'time', type: 'time', form: form ?? 'iso' };
  if (profile === chosen.event) return { column, role: 'event', type: 'text' };
  if (profile === chosen.amount) return { column, role: 'amount', type: 'number', ...naming(column) };
  const type = typeOf(profile);
  const base = { column, type, ...(type === 'time' ? at : {}), ...naming(column) };
  if (profile.filled === 0 || isIndex(profile)) return { ...base, role: 'ignore' };
  if (!chosen.time) return { ...base, role: 'trait' };
  return { ...base, role: headerFit(column, 'trait') > 0 ? 'trait' : 'property' };
}

/** Names of properties may not begin with a dollar. */
function naming(column: string): { name?: string } {
  return column.startsWith('$') ? { name: column.replace(/^\$+/, '') || 'column' } : {};
}

function typeOf(profile: Profile): MappedColumn['type'] {
  if (profile.boolean) return 'boolean';
  if (profile.forms.length > 0 && !onlyNumbers(profile)) return 'time';
  if (profile.forms.length > 0 && headerFit(profile.column, 'time') > 0) return 'time';
  return profile.number && !isCode(profile.column) ? 'number' : 'text';
}

function formOf({ forms }: Profile, timeZone: string): MomentForm | undefined {
  const american = /^(America|US)\//.test(timeZone);
  if (forms.includes('day-first') && forms.includes('month-first'))
    return american ? 'month-first' : 'day-first';
  return forms[0];
}

const isCode = (column: string) =>
  codeWords.test(plainHeader(column)) &&
  !quantityWords.test(plainHeader(column)) &&
  !/^numberof/.test(plainHeader(column));
/** Digits alone may be a date or a number: the name decides. */
const onlyNumbers = ({ forms }: Profile) =>
  forms.every((form) => form === 'compact' || form === 'seconds' || form === 'milliseconds');
const isIndex = ({ column }: Profile) =>
  /^(unnamed:? ?\d*|index|序号|行号|column 1)$/i.test(column) && column !== 'column 1';

function best(profiles: readonly Profile[], rate: (profile: Profile) => number): Profile | undefined {
  const rated = profiles
    .map((profile) => ({ profile, score: rate(profile) }))
    .filter(({ score }) => score > 0);
  return rated.sort((a, b) => b.score - a.score)[0]?.profile;
}

/** An id is short, not a fraction and not the same for all; without a telling name, the first column that could be one. */
function personFit({ column, filled, distinct, example, forms, number, plain }: Profile): number {
  if (filled === 0) return 0;
  const named = headerFit(column, 'person');
  if (named > 0) return named + (distinct > 1 ? 0.05 : 0);
  if (!/^column \d+$/.test(column)) return 0;
  const fraction = number && /[.,]\d/.test(example);
  const isTime = forms.length > 0;
  return distinct > 1 && !fraction && !isTime && example.length < 64 && plain ? 0.1 : 0;
}

function timeFit(profile: Profile): number {
  if (profile.forms.length === 0) return 0;
  const named = headerFit(profile.column, 'time');
  if (onlyNumbers(profile) && named === 0 && !/^column \d+$/.test(profile.column)) return 0;
  return 0.2 + named + profile.distinct / (profile.filled + 1) / 100;
}

/** Few names, and none of them a number. */
function eventFit({ column, filled, distinct, number }: Profile, { rows }: Sample): number {
  return number || filled < rows.length * 0.9 || distinct > 200 ? 0 : headerFit(column, 'event');
}

function amountFit({ column, number }: Profile): number {
  return number ? headerFit(column, 'amount') : 0;
}

function productOf(profiles: readonly Profile[]): Mapping['amount'] {
  const quantity = profiles.find(({ column, number }) => number && quantityWords.test(plainHeader(column)));
  const price = profiles.find(({ column, number }) => number && priceWords.test(plainHeader(column)));
  return quantity && price ? { quantity: quantity.column, price: price.column } : undefined;
}

function eventName(profiles: readonly Profile[]): string {
  const headers = profiles.map(({ column }) => plainHeader(column));
  const language = headers.some((header) => /\p{Script=Han}/u.test(header)) ? 'zh' : 'en';
  const some = (words: RegExp) => headers.some((header) => words.test(header));
  const { order, visit, other } = ownEvents;
  return (some(orderWords) ? order : some(visitWords) ? visit : other)[language];
}

/** An event carries a limited number of properties; what is too much is left out and can be chosen instead of others. */
function limitProperties(columns: MappedColumn[]): void {
  let kept = 0;
  columns.forEach((column, at) => {
    if (!['property', 'amount', 'both', 'trait'].includes(column.role)) return;
    kept++;
    if (kept > MAX_PROPERTIES) columns[at] = { ...column, role: 'ignore' };
  });
}
