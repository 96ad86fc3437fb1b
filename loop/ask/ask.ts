import type { z } from 'zod';
import type { Language, Words } from '#lib/core';
import type { Columns, ReadOptions } from '#lib/store';
import { type Opened, readInput, type Scopes, type Viewer } from '#loop/access';
import type { Catalogue } from '#loop/collect';
import { intervalOf, MOST_CONDITIONS, type Naming, namingOf, usesOf } from '#loop/condition';
import { analyses, type Kind } from './analyses/index.ts';
import type { Analysis, Asked, Table } from './analysis.ts';
import type { AnswerCache } from './cache.ts';
import { type ComparedWith, comparedInterval, comparedWith } from './compare.ts';
import { comparedTable } from './compare-tables.ts';
import { tooManyConditions, unknownKind, wrongQuestion } from './faults.ts';
import type { Common } from './question.ts';
import { leftOut } from './remarks/left-out.ts';
import { unknownNames } from './remarks/unknown-names.ts';
import { questionUses } from './remarks/uses.ts';
import type { Segments } from './segments/segments.ts';

export interface AskDeps {
  readonly columns: Columns;
  readonly scopes: Scopes;
  readonly cache: AnswerCache;
  readonly segments: Pick<Segments, 'check' | 'list'>;
  readonly collect: { readonly catalogue: Pick<Catalogue, 'names'> };
}

/** A question as every analysis has it. */
export type AnyQuestion = Common & { kind: Kind };

/** What goes back to who asked. */
export interface Answered {
  /** The question with everything left out filled in. */
  readonly question: AnyQuestion;
  readonly from: string;
  readonly to: string;
  /** In the shape of the kind of question. */
  readonly answer: unknown;
  /** The answer compared with, when the question asks for one. */
  readonly before?: unknown;
  /** Which moments these are, and which of its periods stands beside which. */
  readonly comparedWith?: ComparedWith;
  readonly headline: Words;
  /** What must be known to read the headline right, in full sentences; often nothing. */
  readonly remarks: readonly Words[];
  readonly definition: Words;
  readonly table: Table;
}

/** From question to answer: the way every number of the product goes. */
export async function ask(
  input: unknown,
  viewer: Viewer,
  deps: AskDeps,
  options?: ReadOptions,
): Promise<Answered> {
  const question = parseQuestion(input, viewer.language);
  await deps.segments.check(viewer, question);
  const analysis = analyses[question.kind] as Analysis;
  const [{ asked, answer, before, told }, naming] = await Promise.all([
    deps.scopes.open(viewer).then((opened) => answersOn(opened, question, deps, options)),
    namingFor(deps, viewer),
  ]);
  const named = { question, naming };
  const { compare } = question;
  const against =
    compare && comparedWith(asked, { ...question, compare }, asked.scope, analysis.comparedUntil?.(asked));
  const table = analysis.table(answer, named);
  return {
    question,
    from: asked.from.toISOString(),
    to: asked.to.toISOString(),
    answer,
    ...(against && { before, comparedWith: against }),
    headline: analysis.headline(answer, named, before),
    remarks: [...told, ...(analysis.remarks?.(answer, named, before) ?? [])],
    definition: analysis.definition(named),
    table: compare && against ? comparedTable(table, analysis.table(before, named), compare, against) : table,
  };
}

/** The answer, and the one it is compared with: kept ones, or from the engine. */
async function answersOn(
  { scope, version }: Opened,
  question: AnyQuestion,
  { cache, columns }: AskDeps,
  options: ReadOptions = {},
) {
  const analysis = analyses[question.kind] as Analysis;
  const asked = prepare(question, scope);
  const answerTo = (one: Asked<AnyQuestion>) => {
    const compute = async (signal: AbortSignal) =>
      analysis.answer(await columns.read(analysis.compile(one), { ...options, signal }), one);
    return cache.get(keyOf(one, version), compute, options.signal);
  };
  const { compare } = question;
  const tell = (signal: AbortSignal) => remarksOn(columns, asked, { ...options, signal });
  const [answer, before, told] = await Promise.all([
    answerTo(asked),
    compare && answerTo(earlierOf(asked, analysis)),
    // an answer without its remarks is better than none
    cache.get(`remarks ${keyOf(asked, version)}`, tell, options.signal).catch(() => []),
  ]);
  return { asked, answer, before, told };
}

/** What must be said of the data that a question is about, whatever is asked of them. */
async function remarksOn(
  columns: Columns,
  asked: Asked<AnyQuestion>,
  options: ReadOptions,
): Promise<Words[]> {
  const uses = questionUses(asked.question);
  const [unknown, left] = await Promise.all([
    unknownNames(columns, asked.scope, uses, options),
    leftOut(columns, asked, uses, options),
  ]);
  return [...unknown, ...left];
}

/** The same question of the span that it is compared with; of its own where it is compared with none. */
export function earlierOf(asked: Asked<AnyQuestion>, analysis: Analysis): Asked<AnyQuestion> {
  const { question, scope } = asked;
  const { compare } = question;
  if (!compare) return asked;
  const until = analysis.comparedUntil?.(asked);
  return { ...asked, ...comparedInterval(asked, { ...question, compare }, scope, until) };
}

/** The question, checked, with everything left out filled in. */
export function parseQuestion(input: unknown, language: Language = 'en'): AnyQuestion {
  const kind = (input as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(analyses, kind))
    throw unknownKind({
      given: String(JSON.stringify(kind) ?? 'nothing').slice(0, 60),
      allowed: Object.keys(analyses).join(', '),
    });
  const read = readInput(analyses[kind as Kind].question as z.ZodType<AnyQuestion>, input, language);
  if ('data' in read) {
    const given = usesOf(read.data).conditions;
    if (given > MOST_CONDITIONS) throw tooManyConditions({ given, most: MOST_CONDITIONS });
    return read.data;
  }
  const { path, allowed, given } = read.misfit;
  throw wrongQuestion({ path: path || whole[language], reason: allowed, given });
}

/** The words of the viewer's project for its events, properties and segments. */
export async function namingFor(
  { collect, segments }: Pick<AskDeps, 'collect' | 'segments'>,
  viewer: Viewer,
): Promise<Naming> {
  const [names, all] = await Promise.all([collect.catalogue.names(viewer.project.id), segments.list(viewer)]);
  return namingOf({ ...names, segments: all });
}

/** What a complaint calls a question or point as a whole. */
export const whole = { en: 'its top', zh: '最外层' } as const;

/** The question with the moments of its span, and its own time zone and start of the week over the project's. */
export function prepare<Q extends Common>(question: Q, scope: Asked<Q>['scope']): Asked<Q> {
  const { timeZone = scope.timeZone, weekStart = scope.weekStart } = question;
  const calendar = { ...scope, timeZone, weekStart };
  return { question, scope: calendar, ...intervalOf(question.span, calendar) };
}

/** A moment changes an answer only through what is over and what is not: to the minute is near enough to keep it. */
function keyOf({ question, scope, from, to }: Asked<AnyQuestion>, version: string): string {
  const minute = Math.floor(scope.now.getTime() / 60_000);
  return JSON.stringify([
    question,
    from,
    to,
    scope.timeZone,
    scope.weekStart,
    minute,
    version,
    scope.fingerprint,
  ]);
}
