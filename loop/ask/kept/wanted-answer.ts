import { createHash } from 'node:crypto';
import type { ReadOptions } from '#lib/store';
import type { Viewer } from '#loop/access';
import type { Asked } from '../analysis/analysis.ts';
import { type AnyQuestion, analysisOf } from '../analysis/any-analysis.ts';
import { askedInterval } from '../analysis/asked-interval.ts';
import { type ComputeDeps, computeAnswer } from '../compute-answer.ts';
import type { Wanted } from './answer-cache.ts';
import { looksBackFromNow, topicsOf } from './question-topics.ts';

/** An answer as it is kept: as the bytes that it is sent as. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly etag: string;
  readonly from: Date;
  readonly to: Date;
  /** The moment it was asked at. */
  readonly moment: Date;
  /** Its events or conditions reach up to that moment, so that each minute may change it. */
  readonly reachesNow: boolean;
}

const FRESH_MS = { live: 0, minute: 60_000, hour: 3_600_000 } as const;
const MINUTE_MS = 60_000;

/** The answer to a question as it is asked of the cache. */
export function wantedAnswer(
  question: AnyQuestion,
  viewer: Viewer,
  deps: ComputeDeps,
  options: ReadOptions,
): Wanted<KeptAnswer> {
  const { freshness, ...asked } = question;
  const { project } = viewer;
  const topics = topicsOf(question, project.id);
  return {
    key: JSON.stringify([project, asked]),
    kind: question.kind,
    version: () => deps.warehouse.versions.of(topics),
    ended: (kept) => ended(kept, deps.scopes.now(), question, project),
    fresh: FRESH_MS[freshness],
    size: ({ body }) => body.length,
    async compute(signal) {
      const { body, asked } = await computeAnswer(question, viewer, deps, { ...options, signal });
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const { from, to, scope } = asked;
      return { body, etag, from, to, moment: scope.now, reachesNow: reachesNow(asked) };
    },
  };
}

function reachesNow(asked: Asked<AnyQuestion>): boolean {
  const { until } = analysisOf[asked.question.kind];
  return looksBackFromNow(asked.question) || (until?.(asked) ?? asked.to) >= asked.scope.now;
}

/** Milliseconds since time alone may have changed an answer: each minute what reaches now, else when the span moves on. */
function ended(kept: KeptAnswer, now: Date, question: AnyQuestion, project: Viewer['project']): number {
  const { moment, reachesNow } = kept;
  const passed = now.getTime() - moment.getTime();
  // a clock that was set back
  if (passed < -MINUTE_MS) return Number.POSITIVE_INFINITY;
  if (Math.floor(now.getTime() / MINUTE_MS) === Math.floor(moment.getTime() / MINUTE_MS)) return 0;
  if (reachesNow) return Math.max(1, passed);
  const { from, to } = askedInterval(question, {
    timeZone: question.timeZone ?? project.timeZone,
    weekStart: question.weekStart ?? project.weekStart,
    now,
  });
  return from.getTime() === kept.from.getTime() && to.getTime() === kept.to.getTime()
    ? 0
    : Math.max(1, passed);
}
