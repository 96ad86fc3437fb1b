import { TeamOutlined, ThunderboltOutlined } from '@ant-design/icons';
import type { Words } from '#lib/core';
import { formatFull, type Option } from '#lib/ui';
import { ownEvents } from '../built-in.ts';
import { type Catalogue, eventTitle } from '../catalogue.ts';
import { text } from './text.ts';

export type Say = (words: Words) => string;

/** What is written also finds what it is called in the other language. */
export function option(value: string, name: string, title: Words, say: Say): Option {
  return { value, label: say(title), keywords: `${title.zh} ${title.en} ${name}` };
}

/** What is told of a thing below its list: the parts that there are, in one line. */
export function line(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** The events of a project to choose from; "any event" first when it may be chosen, what the product wrote itself last. */
export function eventOptions(catalogue: Catalogue, say: Say, any: boolean): Option[] {
  const total = catalogue.events.reduce((sum, { count }) => sum + count, 0);
  const named = catalogue.events.map(({ name, count }): Option => {
    const one = option(name, name, eventTitle(catalogue, name), say);
    return {
      ...one,
      count,
      about: line(
        one.label === name ? undefined : name,
        say(often(count, total)),
        say(properties(propertiesOf(catalogue, name))),
      ),
    };
  });
  const own = (one: Option) => ownEvents.includes(one.value);
  return [
    ...(any ? [{ ...option('*', '*', eventTitle(catalogue, '*'), say), about: say(text.anyEvent) }] : []),
    ...named.filter((one) => !own(one)),
    ...named.filter(own).map((one) => ({ ...one, muted: true, group: say(text.ownEvents) })),
  ];
}

/** Behaviours to choose from, as they stand in a list of several kinds. */
export function behaviourOptions(catalogue: Catalogue, say: Say): Option[] {
  return eventOptions(catalogue, say, true).map((one) => ({
    ...one,
    icon: <ThunderboltOutlined aria-hidden />,
    group: say(text.addDid),
  }));
}

/** The segments to choose from. */
export function segmentOptions({ segments }: Catalogue): Option[] {
  return segments.map(({ id, name, size }) => ({
    value: id,
    label: name,
    icon: <TeamOutlined aria-hidden />,
    ...(size !== null && { count: size }),
  }));
}

function propertiesOf({ properties }: Catalogue, event: string): number {
  return properties.filter(({ carried }) => carried?.has(event)).length;
}

function often(count: number, total: number): Words {
  const share = total > 0 ? Math.round((count / total) * 1000) / 10 : 0;
  return {
    zh: `${formatFull(count)} 次，占全部事件 ${share}%`,
    en: `${formatFull(count)} times, ${share}% of all events`,
  };
}

function properties(count: number): Words {
  return { zh: `${count} 个属性`, en: count === 1 ? '1 property' : `${count} properties` };
}
