import type { Words } from '#lib/core';

/** What an analysis is called and what it is for; the browser knows it before the analysis itself is loaded. */
export interface About {
  readonly title: Words;
  /** What it tells, in one sentence. */
  readonly summary: Words;
  /** What is drawn where there is nothing to ask about yet. */
  readonly picture: 'triangle' | 'steps' | 'line';
  /** Where it stands among the others in the menu: the smallest number first. */
  readonly place: number;
}
