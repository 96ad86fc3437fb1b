import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Viewer } from '#loop/access';
import { ownEvents, type Scope } from '#loop/condition';
import { numberedEvents } from './build-days.ts';
import { dayNumber, onDays } from './days.ts';
import { withMoves } from './moved-numbers.ts';
import { Numbering } from './numbering.ts';
import { ProjectDays, type ReadyDays } from './project-days.ts';

/** What is asked of days. */
export interface AskedDays {
  readonly events: readonly string[];
  readonly from?: Date;
  readonly to: Date;
  /** Predicates over a column `person`: which people count. */
  readonly people: readonly Sql[];
}

/** What a question is answered from that asks only who did an event on which days, and not how often or when in the day. */
export interface Days {
  /**
   * FROM-expression: `event` (`*` stands for any), `day` (days since 1970-01-01 in the time zone of the project), `people` (a state
   * of `groupBitmap` over numbers of people). Several rows may have the same event and day.
   */
  readonly rows: Sql;
  /** Such a state, of whichever rows were put together, reduced to the people who count; two ids of one person are one number. */
  who(state: Sql): Sql;
}

/** How often it is told at most of a project that its days are not all written. */
const TOLD_APART_MS = 60_000;

const behind: Words = {
  zh: '按天的人员索引还没有写好',
  en: 'the index of people by day is not written yet',
};

/** Which people did which event on which day, kept as bitmaps, and always what the events say. */
export class Bitmaps {
  private readonly projects = new Map<
    number,
    { readonly days: ProjectDays; readonly numbering: Numbering }
  >();
  private readonly told = new Map<number, number>();
  /** Hears of projects whose days are not all written. */
  onBehind: (project: number) => void = () => undefined;

  constructor(private readonly warehouse: Warehouse) {}

  /** The days of a project as its viewer's time zone has them. */
  of(project: Viewer['project']): ProjectDays {
    const known = this.projects.get(project.id);
    if (known?.days.zone === project.timeZone) return known.days;
    known?.days.retire();
    const numbering = known?.numbering ?? new Numbering(this.warehouse);
    const days = new ProjectDays(this.warehouse, project, numbering);
    this.projects.set(project.id, { days, numbering });
    return days;
  }

  /** Compares some days of each project with their events. */
  async check(
    opened: readonly { readonly viewer: Viewer; readonly scope: Scope }[],
    options: ReadOptions = {},
  ) {
    const sum = { days: 0, looked: 0, wrong: 0 };
    for (const { viewer, scope } of opened) {
      const { days, looked, wrong } = await this.of(viewer.project).check(scope, options);
      sum.days += days;
      sum.looked += looked;
      sum.wrong += wrong;
      if (wrong > 0) this.onBehind(viewer.project.id);
    }
    return sum;
  }

  private tellBehind(project: number): void {
    const now = performance.now();
    if (now - (this.told.get(project) ?? Number.NEGATIVE_INFINITY) < TOLD_APART_MS) return;
    this.told.set(project, now);
    this.onBehind(project);
  }

  /** What a question can be answered from, or why it cannot be. */
  async days(viewer: Viewer, scope: Scope, asked: AskedDays): Promise<Days | Words> {
    const days = this.of(viewer.project);
    const needed = {
      events: asked.events,
      from: asked.from && dayNumber(asked.from, days.zone),
      to: dayNumber(new Date(asked.to.getTime() - 1), days.zone) + 1,
    };
    const ready = await days.ready(scope, needed);
    if (!ready || ready.isBehind) this.tellBehind(viewer.project.id);
    return ready ? daysOf(ready, asked, scope, days.zone) : behind;
  }
}

function daysOf(ready: ReadyDays, { events, people }: AskedDays, scope: Scope, zone: string): Days {
  const names = [...new Set(events.map((event) => (event === '*' ? '' : event)))];
  return {
    rows: sql`(${sql.join([written(ready, names, scope), ...read(ready, names, scope, zone)], sql` UNION ALL `)})`,
    who: (state) => {
      const whole = withMoves(state, ready.moves);
      if (people.length === 0) return whole;
      const some = sql`(SELECT groupBitmapState(number) FROM ${scope.numbers} WHERE ${sql.and(people)})`;
      return sql`bitmapAnd(${whole}, ${withMoves(some, ready.moves)})`;
    },
  };
}

function written({ written: days }: ReadyDays, names: readonly string[], scope: Scope): Sql {
  const select = sql`SELECT if(event = '', '*', toString(event)) AS event, day, people FROM ${scope.dayBitmaps} AS written`;
  if (days.size === 0) return sql`${select} WHERE 0`;
  const versions = sql.typed('Array(UInt64)', [...days.values()].map(BigInt));
  const [first, last] = [Math.min(...days.keys()), Math.max(...days.keys())];
  return sql`${select} WHERE written.event IN ${[...names]} AND day BETWEEN ${sql.integer(first)} AND ${sql.integer(last)}
    AND version = transform(toInt64(day), ${[...days.keys()]}, ${versions}, toUInt64(0))`;
}

/** Bitmaps of days that are not written, made from their events. */
function read({ read: days }: ReadyDays, names: readonly string[], scope: Scope, zone: string): Sql[] {
  if (days.length === 0) return [];
  const of = (event: Sql, which: Sql) => {
    const did = numberedEvents(scope, event, sql.and([which, onDays(days, zone, scope.now)]), zone);
    return sql`SELECT name AS event, day, groupBitmapState(number) AS people FROM ${did} GROUP BY name, day`;
  };
  const named = names.filter((name) => name !== '');
  return [
    ...(named.length > 0 ? [of(sql`toString(event)`, sql`event IN ${named}`)] : []),
    ...(names.includes('') ? [of(sql`'*'`, sql`event NOT IN ${[...ownEvents]}`)] : []),
  ];
}
