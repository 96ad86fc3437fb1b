import { expect, it } from 'vitest';
import type { FirstFacts } from './first-facts.ts';
import { firstQuestion } from './first-question.ts';
import { firstWords } from './first-words.ts';

const now = new Date('2026-11-20T04:00:00Z');
const came = (more: Partial<FirstFacts>): FirstFacts => ({
  events: [{ event: '下单', times: 300, people: 100, again: 40 }],
  times: 300,
  people: 100,
  again: 40,
  from: new Date('2025-01-01T02:00:00Z'),
  to: new Date('2025-12-31T02:00:00Z'),
  ahead: 0,
  most: 9,
  rejected: 0,
  ...more,
});
const asked = (more: Partial<FirstFacts>) => firstQuestion(came(more), now, 'Asia/Shanghai');
const told = (more: Partial<FirstFacts>) =>
  firstWords(came(more), (name) => ({ zh: name, en: name }), 'Asia/Shanghai').map(({ zh }) => zh);
const event = (name: string, times: number, again: number) => ({
  event: name,
  times,
  people: times / 2,
  again,
});

it('asks after an import who bought again, by the month of the first purchase, over all of its time', () => {
  expect(asked({})).toEqual({
    kind: 'retention',
    span: { from: '2025-01-01', to: '2025-12-31' },
    unit: 'month',
    periods: 13,
    entry: 'ever',
    start: { event: '下单' },
    return: { event: '下单' },
  });
});

it('takes the purchase before what is done more often, and else what most come back to', () => {
  const browsed = [event('view_item', 900, 90), event('purchase', 20, 4)];
  expect(asked({ events: browsed })).toMatchObject({ start: { event: 'purchase' } });
  const others = [event('open', 900, 10), event('log in', 300, 80)];
  expect(asked({ events: others })).toMatchObject({
    start: { event: 'log in' },
    return: { event: 'log in' },
  });
});

it('asks what the data allow where nobody did the same thing twice', () => {
  const once = [event('open', 60, 0), event('purchase', 20, 0)];
  expect(asked({ events: once })).toMatchObject({
    kind: 'retention',
    start: { event: 'purchase' },
    return: { event: '*' },
  });
  const day = new Date('2025-01-01T10:00:00Z');
  expect(asked({ events: once, again: 0 })).toMatchObject({ kind: 'trend', unit: 'month' });
  expect(asked({ events: once, again: 0, to: day })).toMatchObject({ kind: 'trend', unit: 'hour' });
});

it('asks of a short file by day, and never of what is yet to come', () => {
  const from = new Date('2026-11-11T02:00:00Z');
  expect(asked({ from, to: new Date('2027-01-01T00:00:00Z') })).toMatchObject({
    unit: 'day',
    span: { from: '2026-11-11', to: '2026-11-20' },
    periods: 10,
  });
});

it('tells in three lines who came, of which days, and what was odd', () => {
  expect(told({})).toEqual([
    '100 位用户，300 次「下单」',
    '2025-01-01 至 2025-12-31，共 365 天',
    '没有发现异常',
  ]);
  expect(told({ rejected: 36, ahead: 2, most: 150 })[2]).toBe(
    '36 行未导入；2 个事件的时间在将来，暂不计入；有一个用户占了 50.0% 的事件，可能不是一个真实的人',
  );
});
