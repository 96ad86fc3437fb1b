import { describe, expect, it } from 'vitest';
import { namingOf } from './catalogue.ts';
import { Condition } from './condition.ts';
import { conditionWords } from './words.ts';

const say = (condition: unknown) => conditionWords(Condition.parse(condition), 'person');

describe('a condition in words', () => {
  it('reads as a phrase in both languages', () => {
    const words = say({
      all: [
        { did: { event: 'Order Paid' }, times: { op: 'atLeast', n: 3 }, within: { last: 30, unit: 'day' } },
        { property: 'city', op: 'is', values: ['上海', '北京'] },
      ],
    });
    expect(words).toEqual({
      zh: '最近 30 天 做过 Order Paid 至少 3 次 且 city 是 上海、北京',
      en: 'did Order Paid at least 3 times within the last 30 days and city is 上海 or 北京',
    });
  });

  it('says whose property is meant where it is not of what the condition is about', () => {
    const city = (of: string) =>
      conditionWords(Condition.parse({ property: 'city', of, op: 'isSet' }), 'event');
    expect(city('event').zh).toBe('city 有值');
    expect(city('person').zh).toBe('用户的city 有值');
    expect(city('person').en).toBe("the person's city is set");
  });

  it('names events by their titles, also as values', () => {
    const page = Condition.parse({ property: '$event', of: 'event', op: 'is', values: ['$page', 'x'] });
    const naming = namingOf({ events: [], properties: [], segments: [] });
    expect(conditionWords(page, 'event', naming).zh).toBe('事件名称 是 浏览页面、x');
  });

  it('says never for zero times', () => {
    expect(say({ did: { event: '*' }, times: { op: 'exactly', n: 0 } }).en).toBe('never did any event');
  });

  it('calls the running day, week and month by their names', () => {
    const within = (last: number, unit: string) =>
      say({ did: { event: 'Order Paid' }, times: { op: 'exactly', n: 1 }, within: { last, unit } });
    expect(within(1, 'week')).toEqual({
      zh: '本周 做过 Order Paid 正好 1 次',
      en: 'did Order Paid exactly once this week',
    });
    expect(within(1, 'day').zh).toBe('今天 做过 Order Paid 正好 1 次');
    expect(within(2, 'month').en).toBe('did Order Paid exactly once within the last 2 months');
  });

  it('puts brackets around alternatives inside', () => {
    const age = (op: string, n: number) => ({ property: 'age', op, values: [n] });
    expect(
      say({ all: [{ any: [age('less', 18), age('atLeast', 60)] }, { not: { inSegment: 'vip' } }] }),
    ).toEqual({
      zh: '（age 小于 18 或 age 大于等于 60） 且 并非（属于分群「vip」）',
      en: '(age is less than 18 or age is at least 60) and not (in segment “vip”)',
    });
  });
});

describe('a condition', () => {
  it.each([
    [{ property: 'age', op: 'greater', values: ['ten'] }, 'greater compares numbers'],
    [{ property: 'age', op: 'between', values: [1] }, 'between takes two values, 1 given'],
    [{ property: 'age', op: 'isSet', values: [1] }, 'isSet takes no value, 1 given'],
    [{ property: 'born', op: 'before', values: ['some day'] }, 'before takes a date such as 2026-11-22'],
    [{ property: 'born', op: 'after', values: ['3'] }, 'after takes a date'],
    [{ property: 'born', op: 'after', values: ['March 3, 2026'] }, 'after takes a date'],
    [{ property: 'born', op: 'after', values: ['2026-02-29'] }, 'after takes a date'],
    [{ property: 'name', op: 'matches', values: ['(?=a)'] }, 'no look-around'],
    [{ property: 'name', op: 'matches', values: ['(a'] }, 'regular expression'],
  ])('refuses %j', (wrong, message) => {
    expect(JSON.stringify(Condition.safeParse(wrong).error?.issues)).toContain(message);
  });

  it('refuses members it does not know', () => {
    expect(Condition.safeParse({ property: 'a', op: 'is', values: ['b'], sql: '1' }).success).toBe(false);
  });
});
