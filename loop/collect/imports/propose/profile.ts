import { cleanCell, isNoValue } from '../mapping/clean-cell.ts';
import { hasLostDigits, isNobody, readIdText } from '../mapping/id-text.ts';
import { type MomentForm, momentForms } from '../mapping/layout-names.ts';
import { ambiguousForms, dayOf, fitsForm } from '../mapping/moment-form.ts';
import { readNumber } from '../mapping/number-form.ts';
import type { Sample } from './sample.ts';

/** What the values of a column look like. */
export interface Profile {
  readonly column: string;
  /** Cells that hold a value. */
  readonly filled: number;
  /** Words that stand for no value, and in how many cells. */
  readonly noValues: Found | undefined;
  readonly distinct: number;
  readonly example: string;
  readonly number: boolean;
  /** Numbers that need no cleaning. */
  readonly plain: boolean;
  readonly comma: boolean;
  /** Whether the points of numbers may part thousands as well as fractions. */
  readonly thousands: boolean;
  readonly thousandsExample: string;
  readonly boolean: boolean;
  /** Forms of moments that nearly all values have; more than one when day and month cannot be told apart. */
  readonly forms: readonly MomentForm[];
  /** The forms that fit the most values, where none fits nearly all. */
  readonly mostForms: readonly MomentForm[];
  /** How many values are moments of these forms, and some that are not. */
  readonly readTimes: number;
  readonly unread: readonly string[];
  /** The value that comes most often. */
  readonly most: { readonly value: string; readonly times: number };
  /** As ids: values that stand for nobody, and those that a spreadsheet destroyed. */
  readonly nobody: Found | undefined;
  readonly lostDigits: Found | undefined;
}

interface Found {
  readonly values: readonly string[];
  readonly times: number;
}

/** The share of values that must be of a kind; the rest may be rubbish, and becomes rejects or texts. */
const NEARLY_ALL = 0.95;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** Pairs of words for yes and no; one of their letters or signs alone says nothing. */
const YES_NO = [
  { pair: ['true', 'false'], alone: true },
  { pair: ['yes', 'no'], alone: false },
  { pair: ['y', 'n'], alone: false },
  { pair: ['t', 'f'], alone: false },
  { pair: ['是', '否'], alone: false },
  { pair: ['有', '无'], alone: false },
] as const;

export function profileColumns(sample: Sample): Profile[] {
  const rows = [...sample.rows, ...sample.later];
  return sample.columns.map((column, at) =>
    profileOf(
      column,
      rows.map((row) => row[at] ?? ''),
    ),
  );
}

function profileOf(column: string, cells: readonly string[]): Profile {
  const clean = cells.map(cleanCell).filter((value) => value !== '');
  const texts = clean.filter((value) => !isNoValue(value, 'texts'));
  const typed = clean.filter((value) => !isNoValue(value, 'typed'));
  const nearly = (is: (value: string) => boolean) => nearlyAll(typed, is);
  const point = nearly((value) => readNumber(value, 'point') !== undefined);
  const comma = !point && nearly((value) => readNumber(value, 'comma') !== undefined);
  const big = typed.some(isBigWhole);
  // a code: as a number it would lose its zeros, as a text it counts as one all the same
  const code = typed.some((value) => /^0[0-9]+$/.test(value));
  const number = (comma || point) && !big && !code;
  const moments = momentsOf(typed, nearly);
  const boolean = isYesNo(texts);
  const given =
    !boolean && (number || moments.forms.length > 0 || moments.mostForms.length > 0) ? typed : texts;
  return {
    column,
    filled: given.length,
    noValues: countedOf(clean.filter((value) => isNoValue(value, given === typed ? 'typed' : 'texts'))),
    distinct: new Set(given).size,
    example: given[0] ?? '',
    number,
    plain: cells.every((value) => value === '' || PLAIN.test(value)),
    comma: comma && number,
    thousands: number && !comma && areThousands(given),
    thousandsExample: given.find((value) => value.includes('.')) ?? '',
    boolean,
    ...moments,
    // where none is a moment, words for no value are among what could not be read
    ...(moments.readTimes === 0 && { unread: someOf(given) }),
    ...idsOf(clean),
  };
}

/** Whether nearly all texts are so; looks no further than it must. */
function nearlyAll(texts: readonly string[], is: (text: string) => boolean): boolean {
  let others = texts.length * (1 - NEARLY_ALL) + 1e-9;
  return texts.length > 0 && texts.every((text) => is(text) || --others >= 0);
}

/** A whole number of so many digits that a double would change them. */
function isBigWhole(value: string): boolean {
  return /^[+-]?\d{16,}(\.\d+)?$/.test(value) && !Number.isSafeInteger(Math.trunc(Number(value)));
}

/** Whether every point stands before just three digits: it may part thousands as well as a fraction. */
function areThousands(given: readonly string[]): boolean {
  const pointed = given.filter((value) => value.includes('.'));
  return pointed.length > 0 && pointed.every((value) => /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(value));
}

function isYesNo(given: readonly string[]): boolean {
  const words = new Set(given.map((value) => value.toLowerCase()));
  return YES_NO.some(({ pair, alone }) => {
    const both = pair.every((word) => words.has(word));
    const known = given.filter((value) => pair.some((word) => word === value.toLowerCase())).length;
    return (both || (alone && known > 0)) && known >= given.length * NEARLY_ALL;
  });
}

/** Some texts with how often they come, the commonest first. */
function countedOf(texts: readonly string[]): Found | undefined {
  if (texts.length === 0) return undefined;
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  const values = [...times].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  return { values, times: texts.length };
}

const someOf = (texts: readonly string[]) => [...new Set(texts)].slice(0, 5);

/** Values that are looked at to tell what a column of broken moments was meant to be. */
const LOOKED_AT = 300;

function momentsOf(given: readonly string[], nearly: (is: (value: string) => boolean) => boolean) {
  const forms = formsOf(given, nearly);
  const mostForms = forms.length > 0 ? [] : mostFormsOf(given);
  const read = [...forms, ...mostForms];
  const unread = given.filter((value) => !read.some((form) => fitsForm(value, form)));
  return {
    forms,
    mostForms,
    readTimes: given.length - unread.length,
    unread: someOf(unread),
  };
}

function mostFormsOf(all: readonly string[]): MomentForm[] {
  const given = all.slice(0, LOOKED_AT);
  const counted = momentForms.map((form) => ({
    form,
    times: given.filter((value) => fitsForm(value, form)).length,
  }));
  const most = Math.max(...counted.map(({ times }) => times));
  return most === 0 ? [] : counted.filter(({ times }) => times === most).map(({ form }) => form);
}

function idsOf(given: readonly string[]): Pick<Profile, 'most' | 'nobody' | 'lostDigits'> {
  const times = new Map<string, number>();
  for (const value of given) {
    const id = readIdText(value);
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  const often = [...times].sort((a, b) => b[1] - a[1]);
  const found = (is: (id: string) => boolean): Found | undefined => {
    const some = often.filter(([id]) => is(id));
    if (some.length === 0) return undefined;
    return { values: some.map(([id]) => id), times: some.reduce((sum, [, count]) => sum + count, 0) };
  };
  const [value = '', count = 0] = often[0] ?? [];
  return { most: { value, times: count }, nobody: found(isNobody), lostDigits: found(hasLostDigits) };
}

function formsOf(
  given: readonly string[],
  nearly: (is: (value: string) => boolean) => boolean,
): MomentForm[] {
  const fit = momentForms.filter((form) => nearly((value) => fitsForm(value, form)));
  const rivals = fit.filter((form) => ambiguousForms.includes(form));
  if (rivals.length < 2) return fit;
  const rated = rivals.map((form) => ({ form, steps: disorder(given, form) }));
  const least = Math.min(...rated.map(({ steps }) => steps));
  const worse = new Set(rated.filter(({ steps }) => steps > least * 2).map(({ form }) => form));
  return fit.filter((form) => !worse.has(form));
}

/** How often a column read in this form goes back in time: files are mostly written in order. */
function disorder(given: readonly string[], form: MomentForm): number {
  const order = given.map((value) => dayOf(value, form)?.day).filter((value) => value !== undefined);
  return order.filter((value, at) => at > 0 && value < (order[at - 1] ?? 0)).length + order.length / 50;
}
