import { MAX_PROPERTIES } from '../../receive/properties.ts';
import { noTimeColumn, unknownColumn } from '../faults.ts';
import type { MomentForm } from '../mapping/layout-names.ts';
import type { MappedColumn, Mapping, SameKey } from '../mapping/mapping.ts';
import { ambiguousForms, isNumberForm } from '../mapping/moment-form.ts';
import { ownEvents } from '../mapping/own-names.ts';
import { clockBeside, finestTime } from './choose-time.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import {
  codeWords,
  headerFit,
  orderWords,
  plainHeader,
  priceWords,
  promisesTime,
  quantityWords,
  visitWords,
} from './header-words.ts';
import { type Profile, profileColumns } from './profile.ts';
import { gatherOf, type KeyProposal, proposeKey, repeatsOf } from './propose-key.ts';
import { RowsBy } from './rows-by.ts';
import type { Sample } from './sample.ts';
import { writingDoubts } from './writing-doubts.ts';

/** What the columns seem to be, and what only a person can tell. */
export interface Proposal {
  readonly mapping: Mapping;
  /** Columns of times in which day and month cannot be told apart. */
  readonly ambiguous: readonly string[];
  /** What only a person can tell, or should know. */
  readonly doubts: readonly Doubt[];
  readonly profiles: readonly Profile[];
}

/** What was said of the file beforehand, as by flags on the terminal. */
export interface Wishes {
  readonly person?: string;
  readonly device?: string;
  readonly time?: string;
  /** The columns whose values together name a row; an empty list says that none does. */
  readonly key?: readonly string[];
  readonly sameKey?: SameKey;
  /** Ids that stand for nobody. */
  readonly nobody?: readonly string[];
  /** That rows only tell of people, whatever their columns are called. */
  readonly people?: boolean;
  readonly eventColumn?: string;
  readonly event?: string;
  readonly amount?: string;
  /** How times are written. */
  readonly timeForm?: MomentForm;
  readonly timeZone: string;
  readonly decimal?: Mapping['decimal'];
}

/** Proposes what each column is from its name and its values. */
export function propose(sample: Sample, wishes: Wishes): Proposal {
  const profiles = profileColumns(sample);
  const chosen = choose(sample, profiles, wishes);
  const { person, time, event, amount } = chosen;
  const key = time ? keyOf(sample, profiles, chosen, wishes) : undefined;
  const facts = { ...chosen, key, constant: constantColumns(sample, profiles, person ?? chosen.device) };
  const columns = profiles.map((profile) => columnOf(profile, facts, wishes));
  const lines = key?.sameKey === 'lines' ? new RowsBy(sample, key.columns) : undefined;
  if (lines) gatherLines(columns, profiles, lines);
  limitProperties(columns);
  const product = amount || !time ? undefined : productOf(profiles);
  const ambiguous = profiles.filter(
    ({ forms }) => forms.filter((form) => ambiguousForms.includes(form)).length > 1,
  );
  return {
    mapping: {
      columns,
      event: event || !time ? null : (wishes.event ?? eventName(profiles)),
      ...(product ? { amount: product } : {}),
      ...(chosen.clock ? { clock: chosen.clock.column } : {}),
      ...(key ? { sameKey: key.sameKey } : {}),
      ...(wishes.nobody && wishes.nobody.length > 0 ? { nobody: [...wishes.nobody] } : {}),
      timeZone: wishes.timeZone,
      decimal:
        wishes.decimal ??
        (profiles.some(({ comma, column }) => comma && !isCode(column)) ? 'comma' : 'point'),
    },
    ambiguous: ambiguous.map(({ column }) => column),
    doubts: [
      ...doubtsOf(profiles, { person: person ?? chosen.device, time }, wishes),
      ...writingDoubts(profiles, columns, wishes),
    ],
    profiles,
  };
}

interface Chosen {
  readonly person: Profile | undefined;
  readonly device: Profile | undefined;
  readonly time: Profile | undefined;
  /** The time of day, where the column of the time tells only the day. */
  readonly clock: Profile | undefined;
  readonly event: Profile | undefined;
  readonly amount: Profile | undefined;
}

function choose(sample: Sample, profiles: readonly Profile[], wishes: Wishes): Chosen {
  const taken = new Set<string>();
  const take = (found: Profile | undefined) => {
    if (found) taken.add(found.column);
    return found;
  };
  const all = sample.columns.slice(0, 30).join(', ');
  const named = (name: string | undefined) => {
    if (name === undefined) return undefined;
    const found = profiles.find(({ column }) => column === name);
    if (!found) throw unknownColumn({ given: name, columns: all });
    return found;
  };
  const { people, key = [] } = wishes;
  for (const wish of key) named(wish);
  for (const wish of [wishes.person, wishes.device, wishes.time, wishes.eventColumn, wishes.amount, ...key])
    if (wish !== undefined) taken.add(wish);
  const best = (rate: (profile: Profile) => number) =>
    bestOf(
      profiles.filter(({ column }) => !taken.has(column)),
      rate,
    );
  const bestTime = () => {
    const fit = best(timeFit) ?? best(brokenTimeFit);
    return fit && finestTime(fit, profiles, sample);
  };
  const said = wishes.event ?? wishes.eventColumn;
  const found = take(named(wishes.person) ?? best(personFit));
  const device = take(named(wishes.device) ?? best(deviceFit));
  const time = people ? undefined : take(named(wishes.time) ?? bestTime());
  if (!time && said !== undefined) throw noTimeColumn({ columns: all });
  // a list of people that only names devices: those are whom it tells of
  const person = found ?? (time ? undefined : device);
  const event =
    wishes.event === undefined && time
      ? take(named(wishes.eventColumn) ?? best((profile) => eventFit(profile, sample)))
      : undefined;
  const clock = time && take(clockBeside(time, profiles, sample));
  const amount = time ? take(named(wishes.amount) ?? best(amountFit)) : undefined;
  return { person, device: person === device ? undefined : device, time, clock, event, amount };
}

function keyOf(
  sample: Sample,
  profiles: readonly Profile[],
  { person, device, time, event }: Chosen,
  { key, sameKey }: Wishes,
): KeyProposal | undefined {
  const around = { person: (person ?? device)?.column, time: time?.column, event: event?.column };
  if (key?.length === 0) return undefined;
  if (key) {
    const [one] = key;
    const seems = key.length === 1 && one !== undefined ? repeatsOf(sample, one, around) : undefined;
    return { columns: key, sameKey: sameKey ?? seems ?? 'repeat' };
  }
  const taken = new Set([person, device, time, event].map((profile) => profile?.column));
  const free = profiles.filter(({ column }) => !taken.has(column));
  const found = proposeKey(sample, free, around);
  return found && sameKey ? { ...found, sameKey } : found;
}

/** People who must agree before a column is taken for what they are, and how often each must come. */
const TELLING_PEOPLE = 20;
const TELLING_ROWS = 3;

/** Texts that never vary within a person, though they do between people. */
function constantColumns(
  sample: Sample,
  profiles: readonly Profile[],
  person: Profile | undefined,
): ReadonlySet<string> {
  if (!person) return new Set();
  const by = new RowsBy(sample, [person.column]);
  if (by.atLeast(TELLING_ROWS).length < TELLING_PEOPLE) return new Set();
  const constant = profiles.filter(
    ({ column, number, forms, distinct, filled }) =>
      !number && forms.length === 0 && distinct > 1 && filled > 0 && by.constancy(column, TELLING_ROWS) === 1,
  );
  return new Set(constant.map(({ column }) => column));
}

interface Facts extends Chosen {
  readonly key: KeyProposal | undefined;
  readonly constant: ReadonlySet<string>;
}

function columnOf(profile: Profile, chosen: Facts, { timeZone, timeForm }: Wishes): MappedColumn {
  const { column } = profile;
  const form = profile === chosen.time && timeForm ? timeForm : formOf(profile, timeZone);
  const at = form ? { form } : {};
  if (profile === chosen.person) return { column, role: 'person', type: 'text' };
  if (profile === chosen.device) return { column, role: 'device', type: 'text' };
  if (profile === chosen.time) return { column, role: 'time', type: 'time', form: form ?? 'iso' };
  if (profile === chosen.clock) return { column, role: 'ignore', type: 'text' };
  if (profile === chosen.event) return { column, role: 'event', type: 'text' };
  if (profile === chosen.amount) return { column, role: 'amount', type: 'number', ...naming(column) };
  if (chosen.key?.columns.includes(column)) return { column, role: 'key', type: 'text', ...naming(column) };
  const type = typeOf(profile);
  const base = { column, type, ...(type === 'time' ? at : {}), ...naming(column) };
  if (profile.filled === 0 || isIndex(profile)) return { ...base, role: 'ignore' };
  if (!chosen.time) return { ...base, role: 'trait' };
  if (headerFit(column, 'trait') > 0) return { ...base, role: 'trait' };
  return { ...base, role: chosen.constant.has(column) ? 'both' : 'property' };
}

/** Says what becomes of the values of lines. */
function gatherLines(columns: MappedColumn[], profiles: readonly Profile[], lines: RowsBy): void {
  columns.forEach((column, at) => {
    const profile = profiles[at];
    if (!profile || !['property', 'both', 'amount'].includes(column.role)) return;
    const gather = gatherOf(profile, lines, column.role === 'amount');
    if (gather) columns[at] = { ...column, gather };
  });
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

function formOf({ forms: nearlyAll, mostForms }: Profile, timeZone: string): MomentForm | undefined {
  const forms = nearlyAll.length > 0 ? nearlyAll : mostForms;
  const usual = /^(America|US)\//.test(timeZone)
    ? 'month-first'
    : /^Asia\//.test(timeZone)
      ? 'short-year'
      : 'day-first';
  return forms.find((form) => form === usual) ?? forms[0];
}

const isCode = (column: string) =>
  codeWords.test(plainHeader(column)) &&
  !quantityWords.test(plainHeader(column)) &&
  !/^numberof/.test(plainHeader(column));
/** Digits alone may be a date or a number: the name decides. */
const onlyNumbers = ({ forms, example }: Profile) =>
  forms.every((form) => isNumberForm(form) || (form === 'compact' && /^\d+$/.test(example)));
const isIndex = ({ column }: Profile) =>
  /^(unnamed:? ?\d*|index|序号|行号|column 1)$/i.test(column) && column !== 'column 1';

function bestOf(profiles: readonly Profile[], rate: (profile: Profile) => number): Profile | undefined {
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

function deviceFit({ column, filled }: Profile): number {
  return filled === 0 ? 0 : headerFit(column, 'device');
}

/** A column that is called a time and mostly is one. */
function brokenTimeFit({ column, mostForms, readTimes, filled }: Profile): number {
  return mostForms.length > 0 && readTimes * 2 >= filled && promisesTime(column)
    ? headerFit(column, 'time') + readTimes / filled / 10
    : 0;
}

function timeFit(profile: Profile): number {
  if (profile.forms.length === 0) return 0;
  const named = headerFit(profile.column, 'time');
  const unnamed = /^column \d+$/.test(profile.column) && !profile.forms.includes('serial');
  if (onlyNumbers(profile) && named === 0 && !unnamed) return 0;
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
    if (!['property', 'amount', 'both', 'trait', 'key'].includes(column.role)) return;
    kept++;
    if (kept > MAX_PROPERTIES) columns[at] = { ...column, role: 'ignore' };
  });
}
