import type { Sql } from '#lib/sql';
import type { Calendar } from './interval.ts';
import type { Condition, EventPattern } from './nodes/kinds.ts';
import type { Source, Stretch } from './reach.ts';

export type Owner = 'event' | 'person';
/** As what a property is read: `label` is any value as text, for grouping and display. */
export type PropertyType = 'text' | 'number' | 'time' | 'label';

/**
 * The tables as one viewer may see them; the only way from a question to the engine.
 * Project, merged identities, row policies and masks are already applied.
 */
export interface Scope extends Calendar {
  /**
   * FROM-expression of events. Columns: `person` (UInt64, merged), `raw_person` (as it came in), `event`,
   * `time` (DateTime64(3,'UTC')), `id`, `distinct_id`, `source`, `received`, the maps `texts`, `numbers`, `times` of its
   * properties by name, and whatever `eventProperty` reads.
   */
  readonly events: Sql;
  /** FROM-expression of people: `person` (merged), `first`, `last` (moments seen), `distinct_id`. */
  readonly people: Sql;
  /** The same of some people alone: those of a sub-select of `person` (merged), which may be of any length. */
  peopleAmong(people: Sql): Sql;
  /** FROM-expression of the ids that some people came with, those of a sub-select of `raw_person`: `raw_person`, `person` (merged), `id`. */
  idsOf(rawPeople: Sql): Sql;
  /** A sub-select of the people (column `person`, merged) who came with an id that passes a test, maybe more than once. */
  withId(test: (id: Sql) => Sql): Sql;
  /** A sub-select of the ids (column `id`) that somebody came with and that pass a test. */
  idsWith(test: (id: Sql) => Sql): Sql;
  /** A sub-select of the ids (column `id`) of a list that was uploaded. */
  listedIds(list: string): Sql;
  /** An event's property, Nullable, as an expression over a row of `events`. */
  eventProperty(name: string, type: PropertyType): Sql;
  /** Whether a property of events is known to have few different values (some thousands), whatever the type. */
  fewValues(name: string): boolean;
  /** FROM-expression of one property of people: `person` (merged), `value` (not null), one row a person. */
  personProperty(name: string, type: PropertyType): Sql;
  /**
   * FROM-expression of what was told of people: `person`, `raw_person`, `name`, `text`, `number`, `moment`, `gone`, `version`;
   * of a person and a name the highest version holds.
   */
  readonly facts: Sql;
  /** FROM-expression of what was merged or split: `time`, `kind`, `raw_person` (who), `from_id`, `into_id`. */
  readonly mergeLog: Sql;
  /** FROM-expression of messages and rows that were left out: `received`, `source`, `line`, `reason`, `times`, `raw`. */
  readonly rejects: Sql;
  /** FROM-expression of the numbers of ids that people came with: `person`, `raw_person`, `number`, `canonical`; see `loop/bitmaps`. */
  readonly numbers: Sql;
  /** FROM-expression of who did an event on a day, as bitmaps of such numbers: `event`, `day`, `version`, `people`. */
  readonly dayBitmaps: Sql;
  /** FROM-expression of which days are written as bitmaps: `zone`, `day`, `version`, `events`, `ids`, `named`. */
  readonly daysBuilt: Sql;
  /** FROM-expression of what events add up to: `quarter` (of an hour), `count`, `total` of their ids. */
  readonly quarters: Sql;
  /** A sub-select of all `raw_person` that were merged into these people; narrows a look-up to its place in the store. */
  members(people: readonly bigint[]): Sql;
  /** A sub-select of the people (column `person`) in a saved segment. */
  segment(id: string): Sql;
  /** Who of the people are the company's own; questions leave them out. */
  readonly internal?: Condition | undefined;
  /** What was sent when, by source. */
  readonly sources: readonly Source[];
  /** Between which moments it is known which events of these patterns happened, and which did not. */
  reach(patterns: readonly EventPattern[]): Stretch[];
  /**
   * The same tables as they were at a moment: properties of people and members of segments as they were then, and nothing
   * that happened after it. Which ids are one person is taken as it is known now.
   */
  at(moment: Date): Scope;
  /** Changes whenever this viewer would see other rows or other values; part of every cache key. */
  readonly fingerprint: string;
}
