import type { Language } from '#lib/core';
import { readInput } from '#loop/access';
import { MOST_CONDITIONS, usesOf } from '#loop/condition';
import type { Asked } from './analysis/analysis.ts';
import { type AnyAnalysis, type AnyQuestion, analysisOf, isKind } from './analysis/any-analysis.ts';
import { askedInterval } from './analysis/asked-interval.ts';
import type { Common } from './analysis/question.ts';
import { comparedInterval } from './compare/compare.ts';
import { tooManyConditions, unknownKind, wrongQuestion } from './faults.ts';

/** The question, checked, with everything left out filled in. */
export function parseQuestion(input: unknown, language: Language = 'en'): AnyQuestion {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
  if (!isKind(kind))
    throw unknownKind({
      given: String(JSON.stringify(kind) ?? 'nothing').slice(0, 60),
      allowed: Object.keys(analysisOf).join(', '),
    });
  const read = readInput(analysisOf[kind].question, input, language);
  if ('data' in read) {
    const given = usesOf(read.data).conditions;
    if (given > MOST_CONDITIONS) throw tooManyConditions({ given, most: MOST_CONDITIONS });
    return read.data;
  }
  const { path, allowed, given } = read.misfit;
  throw wrongQuestion({ path: path || whole[language], reason: allowed, given });
}

/** The question with the moments of its span, and its own time zone and start of the week over the project's. */
export function prepare<Q extends Common>(question: Q, scope: Asked<Q>['scope']): Asked<Q> {
  const { timeZone = scope.timeZone, weekStart = scope.weekStart } = question;
  const calendar = { ...scope, timeZone, weekStart };
  return { question, scope: calendar, ...askedInterval(question, calendar) };
}

/** The same question of each span that it is compared with. */
export function earlierOf(asked: Asked<AnyQuestion>, analysis: AnyAnalysis): Asked<AnyQuestion>[] {
  const { question, scope } = asked;
  const until = analysis.comparedUntil?.(asked);
  return question.compare.map((against) => ({
    ...asked,
    ...comparedInterval(asked, { ...question, against }, scope, until),
  }));
}

/** What a complaint calls a question or point as a whole. */
export const whole = { en: 'its top', zh: '最外层' } as const;
