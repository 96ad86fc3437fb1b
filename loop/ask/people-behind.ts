import { dayIn, type Language, type Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { readInput } from '#loop/access';
import type { Naming, Scope } from '#loop/condition';
import type { Asked } from './analysis/analysis.ts';
import { type AnyAnalysis, type AnyQuestion, analysisOf } from './analysis/any-analysis.ts';
import { wrongPoint } from './faults.ts';
import { earlierOf, parseQuestion, prepare, whole } from './parse-question.ts';

/** Where a point stands among the answers compared with. */
type Before = boolean | number;

interface Behind {
  /** The point stands in an answer compared with: which of them, `true` for the first. */
  readonly before?: Before;
  /** In which complaints are made. */
  readonly language?: Language;
}

interface Titled {
  readonly title: Words;
  /** All that the people of the point are a share of, as a sub-select with a column `person`. */
  readonly of?: Sql;
}

/** Who the people behind a point are, in words, and of whom they are a share. */
export function titleOfPoint(
  input: unknown,
  point: unknown,
  { scope, naming, before, language }: Behind & { readonly scope: Scope; readonly naming: Naming },
): Titled {
  const question = parseQuestion(input, language);
  const analysis = analysisOf[question.kind];
  const now = prepare(question, scope);
  const asked = comparedOf(now, analysis, before) ?? now;
  const { title, of } = analysis.pointTitle(parsePoint(analysis, point, language), { ...asked, naming });
  if (!of) return { title };
  const all = of.map((one) => sql`SELECT person FROM (${analysis.people(asked, one)})`);
  return { title, of: sql.join(all, sql` UNION ALL `) };
}

/** The people behind a point of an answer, as a sub-select with a column `person`. */
export function peopleBehind(input: unknown, point: unknown, scope: Scope, options: Behind = {}): Sql {
  const question = parseQuestion(input, options.language);
  const analysis = analysisOf[question.kind];
  const now = prepare(question, scope);
  const asked = comparedOf(now, analysis, options.before) ?? now;
  return analysis.people(asked, parsePoint(analysis, point, options.language));
}

function comparedOf(now: Asked<AnyQuestion>, analysis: AnyAnalysis, before: Before = false) {
  if (before === false) return undefined;
  return earlierOf(now, analysis)[before === true ? 0 : before];
}

/**
 * The question to keep beside a point: where the point lies in a certain period of the calendar the span is written as
 * the days it is now, so that its third day stays that day. Spans of hours cannot be written so.
 */
export function pinned<Q extends { kind: string }>(input: Q, point: unknown, scope: Scope): Q {
  const question = parseQuestion(input);
  const analysis = analysisOf[question.kind];
  const { span } = question;
  if (!analysis.isDated?.(parsePoint(analysis, point))) return input;
  if (!('last' in span) || span.unit === 'hour') return input;
  const { from, to, scope: calendar } = prepare(question, scope);
  const last = new Date(to.getTime() - 1);
  return { ...input, span: { from: dayIn(from, calendar.timeZone), to: dayIn(last, calendar.timeZone) } };
}

function parsePoint(analysis: AnyAnalysis, point: unknown, language: Language = 'en'): unknown {
  const read = readInput(analysis.point, point, language);
  if ('data' in read) return read.data;
  const { path, allowed } = read.misfit;
  throw wrongPoint({ path: path || whole[language], reason: allowed });
}
