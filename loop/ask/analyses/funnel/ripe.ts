import { type Sql, sql } from '#lib/sql';
import type { Stretch } from '#loop/condition';
import type { Answering } from '../../analysis/analysis.ts';
import { isKnown, isTouched, knownTime } from '../../analysis/reach.ts';
import { type FunnelQuestion, patternsOf, windowOf } from './question.ts';

/** Between which moments it is known who entered, and who took a later step or was stopped. */
export interface KnownSteps {
  readonly entries: readonly Stretch[];
  readonly later: readonly Stretch[];
}

export function knownSteps(asked: Answering<FunnelQuestion>): KnownSteps {
  const { exclude, order } = asked.question;
  const steps = asked.question.steps.map(patternsOf);
  const entering = order === 'any' ? steps : steps.slice(0, 1);
  // a window is measured in moments, whatever unit a trend is drawn in
  const exact = { ...asked, question: { ...asked.question, unit: 'day' as const } };
  return {
    entries: knownTime(exact, entering.flat()),
    later: knownTime(exact, [...(order === 'any' ? steps : steps.slice(1)).flat(), ...exclude]),
  };
}

/** Whether the window of who entered so many milliseconds after the span began is over, and all that happened in it is known. */
export function isRipe(asked: Answering<FunnelQuestion>, entered: Sql): Sql {
  const window = windowOf(asked.question);
  const from = asked.from.getTime();
  const ripe = knownSteps(asked).later.map((stretch, i) => {
    const until = sql`${entered} <= ${sql.integer(Math.max(-1, stretch.to - 1 - window - from))}`;
    return i === 0 ? until : sql`(${entered} >= ${sql.integer(stretch.from - from)} AND ${until})`;
  });
  return sql`(${sql.or(ripe)})`;
}

/** Whether all who entered between two moments have had their window, as far as the data reach. */
export function isOver(known: KnownSteps, from: number, to: number, window: number): boolean {
  return isKnown(known.entries, from, to) && isKnown(known.later, from, to + window);
}

/** Whether it is known of any moment between two who entered. */
export function isAnyKnown({ entries }: KnownSteps, from: number, to: number): boolean {
  return isTouched(entries, from, to);
}
