import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Owner, PropertyType } from './scope.ts';

/** A property that the product makes itself; one that is sent under its name would never be seen. */
export interface BuiltIn {
  readonly type: 'text' | 'time';
  readonly words: Words;
  /** Whether it is known to have few different values, some thousands. */
  readonly fewValues: boolean;
  /** Its values have one spelling, whoever sent them. */
  readonly isId: boolean;
  /** Its value as a type, NULL where it has none, over a row of its owner's table. */
  read(type: PropertyType): Sql;
}

interface Given {
  readonly type: BuiltIn['type'];
  readonly words: Words;
  readonly column: Sql;
  readonly fewValues?: true;
  readonly isId?: true;
}

/** All of them: a new one is one line. */
const list = {
  event: {
    $event: {
      type: 'text',
      words: { zh: '事件名称', en: 'Event name' },
      column: sql`event`,
      fewValues: true,
    },
    $source: { type: 'text', words: { zh: '数据来源', en: 'Source' }, column: sql`source`, fewValues: true },
    $time: { type: 'time', words: { zh: '发生时间', en: 'Time' }, column: sql`time` },
  },
  person: {
    $id: { type: 'text', words: { zh: '用户 ID', en: 'User id' }, column: sql`distinct_id`, isId: true },
    $first_seen: { type: 'time', words: { zh: '首次出现', en: 'First seen' }, column: sql`first` },
    $last_seen: { type: 'time', words: { zh: '最近出现', en: 'Last seen' }, column: sql`last` },
  },
} satisfies Record<Owner, Record<string, Given>>;

const casts: Record<BuiltIn['type'], Record<PropertyType, (column: Sql) => Sql>> = {
  text: {
    text: (column) => column,
    label: (column) => column,
    number: (column) => sql`toFloat64OrNull(toString(${column}))`,
    time: () => sql`CAST(NULL AS Nullable(DateTime64(3, 'UTC')))`,
  },
  time: {
    text: (column) => sql`toString(${column})`,
    label: (column) => sql`toString(${column})`,
    number: () => sql`CAST(NULL AS Nullable(Float64))`,
    time: (column) => column,
  },
};

const byOwner: Readonly<Record<Owner, ReadonlyMap<string, BuiltIn>>> = {
  event: made(list.event),
  person: made(list.person),
};

function made(given: Readonly<Record<string, Given>>): Map<string, BuiltIn> {
  return new Map(
    Object.entries(given).map(([name, { column, fewValues = false, isId = false, ...rest }]) => [
      name,
      { ...rest, fewValues, isId, read: (type) => casts[rest.type][type](column) },
    ]),
  );
}

/** The built-in property of this name, if there is one. */
export function builtIn(of: Owner, name: string): BuiltIn | undefined {
  return byOwner[of].get(name);
}

/** The built-in properties of events or of people, by name. */
export function builtInsOf(of: Owner): ReadonlyMap<string, BuiltIn> {
  return byOwner[of];
}

/** The names of all built-in properties, of events and of people. */
export const builtInNames: readonly string[] = Object.values(byOwner).flatMap((own) => [...own.keys()]);

/** Events that the product names itself, and what stands for all. */
const events: Readonly<Record<string, Words>> = {
  '*': { zh: '任意事件', en: 'any event' },
  $page: { zh: '浏览页面', en: 'Page viewed' },
  $screen: { zh: '浏览界面', en: 'Screen viewed' },
  $group: { zh: '加入群组', en: 'Group joined' },
  $segment_entered: { zh: '进入分群', en: 'Segment entered' },
  $segment_left: { zh: '离开分群', en: 'Segment left' },
};

/** Events that the product writes itself. They are nothing that a person did: "any event" is none of them. */
export const ownEvents: readonly string[] = ['$segment_entered', '$segment_left'];

/** What the names of the sources of such events begin with. */
export const OWN_SOURCE = 'linger:';

/** What such an event is called. */
export function builtInEvent(name: string): Words | undefined {
  return Object.hasOwn(events, name) ? events[name] : undefined;
}
