import { hasLostDigits, isNobody, readIdText } from './id-text.ts';
import { type MomentForm, momentForms } from './mapping.ts';
import { fitsForm, orderOf } from './moment-form.ts';
import { readNumber } from './number-form.ts';
import type { Sample } from './sample.ts';

/** What the values of a column look like. */
export interface Profile {
  readonly column: string;
  readonly filled: number;
  readonly distinct: number;
  readonly example: string;
  readonly number: boolean;
  /** Numbers that need no cleaning. */
  readonly plain: boolean;
  readonly comma: boolean;
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
const WORDS = /^(true|false|yes|no|y|n|t|f|是|否|有|无)$/i;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

export function profileColumns(sample: Sample): Profile[] {
  const rows = [...sample.rows, ...sample.later];
  return sample.columns.map((column, at) =>
    profileOf(
      column,
      rows.map((row) => row[at] ?? ''),
    ),
  );
}

function profileOf(column: string, values: readonly string[]): Profile {
  const given = values.map((value) => value.trim()).filter((value) => value !== '');
  const nearly = (is: (value: string) => boolean) =>
    given.length > 0 && given.filter(is).length >= given.length * NEARLY_ALL;
  const comma =
    !nearly((value) => readNumber(value, 'point') !== undefined) &&
    nearly((value) => readNumber(value, 'comma') !== undefined);
  return {
    column,
    filled: given.length,
    distinct: new Set(given).size,
    example: given[0] ?? '',
    number: comma || nearly((value) => readNumber(value, 'point') !== undefined),
    plain: values.every((value) => value === '' || PLAIN.test(value)),
    comma,
    boolean: nearly((value) => WORDS.test(value)),
    ...momentsOf(given, nearly),
    ...idsOf(given),
  };
}

function momentsOf(given: readonly string[], nearly: (is: (value: string) => boolean) => boolean) {
  const forms = formsOf(given, nearly);
  const mostForms = forms.length > 0 ? [] : mostFormsOf(given);
  const read = [...forms, ...mostForms];
  const unread = given.filter((value) => !read.some((form) => fitsForm(value, form)));
  return {
    forms,
    mostForms,
    readTimes: given.length - unread.length,
    unread: [...new Set(unread)].slice(0, 5),
  };
}

function mostFormsOf(given: readonly string[]): MomentForm[] {
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
  const ambiguous = fit.includes('day-first') && fit.includes('month-first');
  if (!ambiguous) return fit;
  const [days, months] = [disorder(given, 'day-first'), disorder(given, 'month-first')];
  if (days * 2 < months) return fit.filter((form) => form !== 'month-first');
  if (months * 2 < days) return fit.filter((form) => form !== 'day-first');
  return fit;
}

/** How often a column read in this form goes back in time: files are mostly written in order. */
function disorder(given: readonly string[], form: MomentForm): number {
  const order = given.map((value) => orderOf(value, form)).filter((value) => value !== undefined);
  return order.filter((value, at) => at > 0 && value < (order[at - 1] ?? 0)).length + order.length / 50;
}
