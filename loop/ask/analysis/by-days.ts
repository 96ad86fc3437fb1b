import type { Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { EventPattern } from '#loop/condition';

/** What a question is answered from that asks only who did an event on which days, and not how often or when in the day. */
export interface DayBitmaps {
  /**
   * FROM-expression: `event` (`''` stands for any), `day` (days since 1970-01-01 in the time zone of the question), `people` (a
   * state of `groupBitmap` over numbers of people). Several rows may have the same event and day.
   */
  readonly rows: Sql;
  /** Such a state, of whichever rows were put together, reduced to the people who count; two ids of one person are one number. */
  who(state: Sql): Sql;
}

/** How a question is asked of days. */
export interface ByDays<Name extends string = string> {
  /** The events that are looked for. */
  readonly events: readonly EventPattern[];
  /** From which moment, the start of a day; from the first event of all when absent. */
  readonly from?: Date;
  /** Until which moment, the start of a day or after now. */
  readonly to: Date;
  compile(days: DayBitmaps): Readonly<Record<Name, Sql>>;
}

/** What days cannot answer, in words: the end of a sentence that begins with "counted event by event, since". */
export type NotByDays = Words;

export const isByDays = (plan: ByDays | NotByDays): plan is ByDays => 'compile' in plan;

/** The name under which any event is kept. */
export const nameOfDays = (event: string): string => (event === '*' ? '' : event);
