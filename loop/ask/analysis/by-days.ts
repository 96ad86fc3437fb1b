import type { Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Days } from '#loop/bitmaps';
import type { EventPattern } from '#loop/condition';

export type { Days };

/** How a question is asked of days. */
export interface ByDays<Name extends string = string> {
  /** The events that are looked for. */
  readonly events: readonly EventPattern[];
  /** From which moment, the start of a day; from the first event of all when absent. */
  readonly from?: Date;
  /** Until which moment, the start of a day or after now. */
  readonly to: Date;
  compile(days: Days): Readonly<Record<Name, Sql>>;
}

/** What days cannot answer, in words: the end of a sentence that begins with "counted event by event, since". */
export type NotByDays = Words;

export const isByDays = (plan: ByDays | NotByDays): plan is ByDays => 'compile' in plan;
