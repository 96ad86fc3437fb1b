import { describe, expect, it } from 'vitest';
import type { Words } from '#lib/core';
import { matching, spelled } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import { askedEvents } from './asked-events.ts';
import { eventOptions } from './options.tsx';
import { propertyOptions } from './property-options.tsx';

const say = (words: Words) => words.zh;
const property = (name: string, carried: Record<string, number>, title?: Words) => ({
  of: 'event' as const,
  name,
  types: ['text' as const],
  count: Object.values(carried).reduce((a, b) => a + b, 0),
  carried: new Map(Object.entries(carried)),
  ...(title && { title }),
});
const catalogue: Catalogue = {
  events: [
    { name: 'paid', title: { zh: '支付订单', en: 'Order paid' }, count: 40 },
    { name: 'viewed', count: 160 },
    { name: '$segment_entered', count: 1000 },
  ],
  properties: [
    property('city', { viewed: 80 }),
    property('coupon', { paid: 10, viewed: 6 }, { zh: '优惠券', en: 'Coupon' }),
    property('amount', { paid: 40 }),
    property('$timezone', { paid: 20, viewed: 20 }),
    { of: 'person', name: 'city', types: ['text'], count: 30 },
  ],
  people: 50,
  segments: [],
  values: async () => [],
};
const both = { owners: ['event', 'person'] as const };
const listed = (events?: string[]) =>
  propertyOptions(catalogue, say, { ...both, events }).map(({ group, value }) => `${group} ${value}`);

describe('the properties to choose from', () => {
  it('stand in sections, what the chosen events carry most first, what they lack last', () => {
    expect(listed(['paid'])).toEqual([
      '事件属性 event:amount',
      '事件属性 event:coupon',
      '用户属性 person:city',
      '系统属性 event:$timezone',
      '系统属性 event:$source',
      '系统属性 event:$time',
      '系统属性 person:$id',
      '系统属性 person:$first_seen',
      '系统属性 person:$last_seen',
      '所选事件没有的属性 event:city',
    ]);
    expect(listed()).toContain('事件属性 event:city');
    expect(listed(['*'])).toEqual(listed());
    expect(listed()).toContain('系统属性 event:$event');
  });

  it('say in what share of the chosen events, or of people, they are filled', () => {
    const figures = (events: string[], value: string) => {
      const found = propertyOptions(catalogue, say, { ...both, events }).find((one) => one.value === value);
      return [found?.count, found?.share];
    };
    expect(figures(['paid'], 'event:coupon')).toEqual([10, 0.25]);
    expect(figures(['paid', 'viewed'], 'event:coupon')).toEqual([16, 0.08]);
    expect(figures(['*'], 'event:city')).toEqual([80, 0.4]);
    expect(figures(['paid'], 'person:city')).toEqual([30, 0.6]);
    expect(figures(['paid'], 'event:city')).toEqual([undefined, undefined]);
  });

  it('cannot be taken for one another when they share a name', () => {
    const [ofEvent, ofPerson] = propertyOptions(catalogue, say, both).filter(({ label }) => label === 'city');
    expect(ofEvent?.about).toMatch(/^事件属性 · 文本 · 200 次事件中 80 次有值/);
    expect(ofPerson?.about).toBe('用户属性 · 文本 · 50 位用户中 30 位有值');
    expect(ofEvent?.icon).not.toEqual(ofPerson?.icon);
  });

  it('show no raw name of what the product or an SDK names itself, but are found by it', () => {
    const options = propertyOptions(catalogue, say, both);
    expect(options.filter(({ label }) => label.includes('$'))).toEqual([]);
    expect(matching(options, '$timezone').map(({ label }) => label)).toEqual(['时区']);
    expect(matching(options, 'yhq', spelled).map(({ value }) => value)).toEqual(['event:coupon']);
  });

  it('leave out by what nobody can be grouped', () => {
    const grouping = propertyOptions(catalogue, say, { ...both, grouping: true }).map(({ value }) => value);
    expect(grouping).not.toContain('event:$time');
    expect(grouping).not.toContain('person:$id');
    expect(grouping).toContain('event:$event');
  });
});

it('events are listed with their counts and what is known of them, our own last', () => {
  const options = eventOptions(catalogue, say, true);
  expect(options.map(({ value }) => value)).toEqual(['*', 'paid', 'viewed', '$segment_entered']);
  expect(options[1]).toMatchObject({
    label: '支付订单',
    count: 40,
    about: expect.stringContaining('3 个属性'),
  });
  expect(options.at(-1)).toMatchObject({ label: '进入分群', group: '系统记录的事件' });
});

it('a question is about the events it names, not about those of conditions on people', () => {
  const paid = { event: 'paid', where: { property: 'event', op: 'is', values: ['x'] } };
  expect(askedEvents({ steps: [{ event: '$page' }, paid], who: { did: { event: 'viewed' } } })).toEqual([
    '$page',
    'paid',
  ]);
  expect(askedEvents({ kind: 'retention' })).toEqual([]);
});
