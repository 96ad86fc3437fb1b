import { describe, expect, it } from 'vitest';
import { type FaceSource, faceOf } from './face.ts';

type Type = 'text' | 'number' | 'time';
const named = (name: string, count = 1, words = { zh: name, en: name }) => ({ name, count, words });
const person = (name: string, type: Type = 'text', words?: { zh: string; en: string }) => ({
  ...named(name, 1, words),
  types: [type],
});
const property = (name: string, events: string[], type: Type = 'number') => ({
  ...person(name, type),
  events,
});
const source = (given: Partial<FaceSource>): FaceSource => ({
  events: [],
  ofEvents: [],
  ofPeople: [],
  ...given,
});

describe('a face', () => {
  it('is found by the names of properties, in both languages', () => {
    const ofPeople = [
      person('Full Name'),
      person('home_city'),
      person('membership_level'),
      person('age', 'number'),
    ];
    expect(faceOf(source({ ofPeople }))).toEqual({
      name: 'Full Name',
      city: 'home_city',
      level: 'membership_level',
    });
    const chinese = [
      person('客户姓名'),
      person('省份'),
      person('城市'),
      person('会员等级'),
      person('累计消费金额', 'number'),
    ];
    expect(faceOf(source({ ofPeople: chinese }))).toEqual({
      name: '客户姓名',
      city: '城市',
      level: '会员等级',
      spend: '累计消费金额',
    });
  });

  it('is found by what people call properties, where the names say nothing', () => {
    const ofPeople = [person('f_07', 'text', { zh: '姓名', en: 'Name' })];
    expect(faceOf(source({ ofPeople })).name).toBe('f_07');
  });

  it('takes the next best where the best is not there, and nothing where nothing fits', () => {
    expect(faceOf(source({ ofPeople: [person('email'), person('nickname')] })).name).toBe('nickname');
    expect(faceOf(source({ ofPeople: [person('email'), person('country')] }))).toEqual({
      name: 'email',
      city: 'country',
    });
    expect(faceOf(source({ ofPeople: [person('colour'), person('level', 'time')] }))).toEqual({});
  });

  it('takes as a purchase what was paid, with its amount and currency', () => {
    const events = [
      named('Product Viewed', 900),
      named('Order Refunded', 5),
      named('Order Paid', 80),
      named('Order', 90),
    ];
    const ofEvents = [
      property('price', ['Product Viewed', 'Order Paid']),
      property('revenue', ['Order Paid', 'Order Refunded']),
      property('currency', ['Order Paid'], 'text'),
      property('amount', ['Order']),
    ];
    expect(faceOf(source({ events, ofEvents })).purchase).toEqual({
      event: 'Order Paid',
      amount: 'revenue',
      currency: 'currency',
    });
    expect(faceOf(source({ events: events.slice(0, 2), ofEvents })).purchase).toBeUndefined();
  });

  it('passes over a purchase that tells no amount', () => {
    const events = [named('支付订单', 9), named('消费', 5)];
    const ofEvents = [property('金额', ['消费']), property('金额', ['支付订单'], 'text')];
    expect(faceOf(source({ events, ofEvents })).purchase).toEqual({ event: '消费', amount: '金额' });
  });
});
