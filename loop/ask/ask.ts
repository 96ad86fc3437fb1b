import type { ReadOptions } from '#lib/store';
import type { Viewer } from '#loop/access';
import type { Answered } from './compose/compose.ts';
import type { ComputeDeps } from './compute-answer.ts';
import type { AnswerCache, Had } from './kept/answer-cache.ts';
import { type KeptAnswer, wantedAnswer } from './kept/wanted-answer.ts';
import { parseQuestion } from './parse-question.ts';
import type { Segments } from './segments/segments.ts';

export interface AskDeps extends ComputeDeps {
  readonly cache: AnswerCache;
  readonly segments: Pick<Segments, 'check' | 'list'>;
}

/** From question to answer: the way every number of the product goes. */
export async function ask(
  input: unknown,
  viewer: Viewer,
  deps: AskDeps,
  options: ReadOptions = {},
): Promise<Answered> {
  const { body } = await askKept(input, viewer, deps, options);
  return JSON.parse(body.toString()) as Answered;
}

/** The same as bytes that are ready to be sent, with how old they are. */
export async function askKept(
  input: unknown,
  viewer: Viewer,
  deps: AskDeps,
  options: ReadOptions = {},
): Promise<KeptAnswer & Omit<Had<KeptAnswer>, 'value'>> {
  const question = parseQuestion(input, viewer.language);
  const wanted = wantedAnswer(question, viewer, deps, options);
  // before anything kept is given: another viewer may see segments that this one may not
  await Promise.all([deps.segments.check(viewer, question), deps.scopes.lookAround()]);
  const { value, age, renewing } = await deps.cache.get(wanted, options.signal);
  return { ...value, age, renewing };
}
