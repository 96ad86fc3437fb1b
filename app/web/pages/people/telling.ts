import { formatFull } from '#lib/ui';
import type { Output } from '../../api/api.ts';

/** An event on somebody's timeline. */
export type Happening = Output<'person/timeline'>['events'][number];

export type Told = readonly [name: string, value: string];

/** The properties of an event as people read them. */
export function propertiesOf(
  { texts, numbers, times }: Pick<Happening, 'texts' | 'numbers' | 'times'>,
  at: (moment: string) => string,
  truth: (text: string) => string,
): Told[] {
  // a text that is a number or a moment too is shown as it was sent
  const others = <V>(values: Readonly<Record<string, V>>) =>
    Object.entries(values).filter(([name]) => !(name in texts));
  return [
    ...Object.entries(texts).map(([name, text]): Told => [name, truth(text)]),
    ...others(numbers).map(([name, value]): Told => [name, formatFull(value)]),
    ...others(times).map(([name, value]): Told => [name, at(value)]),
  ];
}

/** What names something, holds an address or a whole list tells a reader little at a glance. */
const code = /(^|[_\s.-])(id|no|uuid|guid|key|url|path|version)$|Id$|(编号|单号|号|地址|路径|版本)$/;
const MOST = 3;
const LONGEST = 60;

/** The few properties that stand beside the name of an event. */
export function tellingOf(properties: readonly Told[], without: readonly (string | undefined)[]): Told[] {
  return properties
    .filter(
      ([name, value]) =>
        !name.startsWith('$') &&
        !without.includes(name) &&
        !code.test(name) &&
        value !== '' &&
        value.length <= LONGEST &&
        !/^[[{]/.test(value),
    )
    .slice(0, MOST);
}
