import type { Sql } from '#lib/sql';
import type { Scope } from '#loop/condition';
import { analyses } from './analyses/index.ts';
import type { Analysis, Asked } from './analysis.ts';
import { type AnyQuestion, parseQuestion, prepare } from './ask.ts';
import { comparedInterval } from './compare.ts';
import { wrongPoint } from './faults.ts';

/** The people behind a point of an answer, as a sub-select with a column `person`. */
export function peopleBehind(
  input: unknown,
  point: unknown,
  scope: Scope,
  options?: { before?: boolean },
): Sql {
  const question = parseQuestion(input);
  const analysis = analyses[question.kind] as Analysis;
  const parsed = analysis.point.safeParse(point);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrongPoint({ path: issue?.path.join('.') || 'its top', reason: issue?.message ?? '' });
  }
  return analysis.people(moved(question, prepare(question, scope), options?.before), parsed.data);
}

/** Behind a point of the answer compared with stand the people of that span. */
function moved(question: AnyQuestion, asked: Asked<AnyQuestion>, before = false): Asked<AnyQuestion> {
  const { compare } = question;
  if (!before || !compare) return asked;
  return { ...asked, ...comparedInterval(asked, { ...question, compare }, asked.scope) };
}
