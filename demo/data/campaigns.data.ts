import type { Words } from '#lib/core';
import type { PersonTypeId } from './person-types.data.ts';

/** A campaign with a control group, and what it truly does. */
export interface Campaign {
  id: string;
  words: Words;
  via: 'push' | 'sms';
  /** When, as a part of the company's life. */
  at: number;
  /** Only people last seen at most, or at least, so many days ago, with so many orders at least. */
  seenWithin?: number;
  notSeenFor?: number;
  orders?: number;
  /** Share of the targeted who get the message; the others are the control group. */
  treated: number;
  /** Discount in CNY. */
  coupon: number;
  /** Of those reached who would not have ordered within seven days, how many do because of the message. */
  convinces: Readonly<Record<PersonTypeId, number>>;
  /** What the message does to the probability of leaving afterwards. */
  hazardRatio: number;
}

const nobody = { daily_drinker: 0, deal_hunter: 0, gift_giver: 0, explorer: 0, window_shopper: 0 };

export const campaigns: readonly Campaign[] = [
  {
    id: 'second_order_gift',
    words: { zh: '二单有礼', en: 'Second order gift' },
    via: 'push',
    at: 0.47,
    seenWithin: 60,
    orders: 1,
    treated: 0.5,
    coupon: 15,
    convinces: {
      daily_drinker: 0.06,
      deal_hunter: 0.18,
      gift_giver: 0.03,
      explorer: 0.09,
      window_shopper: 0.05,
    },
    hazardRatio: 1,
  },
  {
    id: 'fresh_tea_coupon',
    words: { zh: '尝鲜满减券', en: 'Fresh tea coupon' },
    via: 'sms',
    at: 0.52,
    seenWithin: 90,
    treated: 0.7,
    coupon: 20,
    convinces: {
      daily_drinker: 0.05,
      deal_hunter: 0.1,
      gift_giver: 0.02,
      explorer: 0.05,
      window_shopper: 0.02,
    },
    hazardRatio: 1,
  },
  {
    id: 'daily_check_in',
    words: { zh: '每日签到提醒', en: 'Daily check-in reminder' },
    via: 'push',
    at: 0.61,
    seenWithin: 60,
    treated: 0.5,
    coupon: 0,
    convinces: nobody,
    hazardRatio: 1.4,
  },
  {
    id: 'win_back',
    words: { zh: '老友回归券', en: 'Win-back coupon' },
    via: 'sms',
    at: 0.72,
    notSeenFor: 45,
    treated: 0.8,
    coupon: 30,
    convinces: {
      daily_drinker: 0.08,
      deal_hunter: 0.09,
      gift_giver: 0.04,
      explorer: 0.05,
      window_shopper: 0.01,
    },
    hazardRatio: 1,
  },
  {
    id: 'new_arrivals',
    words: { zh: '新品上架通知', en: 'New arrivals note' },
    via: 'push',
    at: 0.8,
    seenWithin: 60,
    treated: 0.5,
    coupon: 0,
    convinces: nobody,
    hazardRatio: 1,
  },
  {
    id: 'member_day',
    words: { zh: '会员日专享', en: 'Member day' },
    via: 'sms',
    at: 0.88,
    orders: 1,
    seenWithin: 120,
    treated: 0.5,
    coupon: 25,
    convinces: {
      daily_drinker: 0.12,
      deal_hunter: 0.1,
      gift_giver: 0.05,
      explorer: 0.08,
      window_shopper: 0.04,
    },
    hazardRatio: 0.9,
  },
];
