import type { Draft } from '#loop/ask/view';

/** A question as it is kept: with what it is for and how its answer is drawn, which are no part of what is asked. */
export type Kept = Draft & { readonly chart?: string; readonly description?: string };

export function questionOf({ chart, description: _, ...question }: Kept): {
  question: Draft;
  chart: string | undefined;
} {
  return { question: question as Draft, chart };
}
