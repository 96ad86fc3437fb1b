import type { Words } from '#lib/core';
import type { Owner } from './scope.ts';
import type { Naming } from './words.ts';

/** What a project's data is made of, as forms offer it. */
export interface Catalogue {
  /** Names of events, the most frequent first. */
  readonly events: readonly { name: string; title?: Words; count: number }[];
  readonly properties: readonly {
    of: Owner;
    name: string;
    title?: Words;
    types: readonly ('text' | 'number' | 'time')[];
  }[];
  readonly segments: readonly { id: string; name: string; size: number | null }[];
  /** Values of a property that hold the search, the most frequent first. */
  values(of: Owner, property: string, search: string): Promise<readonly { value: string; count: number }[]>;
}

/** Events and properties the product makes itself. */
const own: Readonly<Record<string, Words>> = {
  '*': { zh: '任意事件', en: 'any event' },
  $page: { zh: '浏览页面', en: 'Page viewed' },
  $screen: { zh: '浏览界面', en: 'Screen viewed' },
  $group: { zh: '加入群组', en: 'Group joined' },
  $event: { zh: '事件名称', en: 'Event name' },
  $source: { zh: '数据来源', en: 'Source' },
  $time: { zh: '发生时间', en: 'Time' },
  $id: { zh: '用户 ID', en: 'User id' },
  $first_seen: { zh: '首次出现', en: 'First seen' },
  $last_seen: { zh: '最近出现', en: 'Last seen' },
};

/** What events and properties are called; without a title a name stands for itself. */
export interface Names {
  readonly events: readonly { name: string; title?: Words }[];
  readonly properties: readonly { of: Owner; name: string; title?: Words }[];
}

/** The title of an event as people read it; its name where it has none. */
export function eventTitle({ events }: Names, name: string): Words {
  return events.find((event) => event.name === name)?.title ?? own[name] ?? { zh: name, en: name };
}

/** The title of a property as people read it; its name where it has none. */
export function propertyTitle({ properties }: Names, of: Owner, name: string): Words {
  const titled = properties.find((property) => property.name === name && property.of === of);
  return titled?.title ?? own[name] ?? { zh: name, en: name };
}

/** How a project's own names are shown in phrases. */
export function namingOf(
  names: Names & { readonly segments: readonly { id: string; name: string }[] },
): Naming {
  return {
    event: (name) => eventTitle(names, name),
    property: (of, name) => propertyTitle(names, of, name),
    segment: (id) => names.segments.find((one) => one.id === id)?.name ?? id,
  };
}
