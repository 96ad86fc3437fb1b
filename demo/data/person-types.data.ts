import type { Words } from '#lib/core';
import type { CategoryId } from './products.data.ts';

/** A planted segment: how people of this kind behave. */
export interface PersonType {
  id: PersonTypeId;
  words: Words;
  share: number;
  /** Visits a day while the person stays and the first curiosity is over. */
  visits: number;
  /** Probability that a visit on an ordinary day ends in an order. */
  buys: number;
  /** Product views of a visit, on average. */
  views: number;
  /** Probability that a shopping festival brings the person back. */
  promotion: number;
  /** Probability of leaving for good, a day. */
  leaves: number;
  /** Probability of being price sensitive. */
  thrifty: number;
  likes: Readonly<Record<CategoryId, number>>;
}

export type PersonTypeId = 'daily_drinker' | 'deal_hunter' | 'gift_giver' | 'explorer' | 'window_shopper';

export const personTypes: readonly PersonType[] = [
  {
    id: 'daily_drinker',
    words: { zh: '日常饮者', en: 'Daily drinker' },
    share: 0.16,
    visits: 0.26,
    buys: 0.15,
    views: 1.2,
    promotion: 0.35,
    leaves: 0.0028,
    thrifty: 0.2,
    likes: { tea: 6, coffee: 4, ready: 2, snack: 1, ware: 0.5, gift: 0.2 },
  },
  {
    id: 'deal_hunter',
    words: { zh: '优惠猎手', en: 'Deal hunter' },
    share: 0.25,
    visits: 0.24,
    buys: 0.045,
    views: 1.6,
    promotion: 0.6,
    leaves: 0.0075,
    thrifty: 0.85,
    likes: { tea: 3, coffee: 3, ready: 4, snack: 4, ware: 1, gift: 0.5 },
  },
  {
    id: 'gift_giver',
    words: { zh: '送礼达人', en: 'Gift giver' },
    share: 0.12,
    visits: 0.14,
    buys: 0.09,
    views: 1.8,
    promotion: 0.45,
    leaves: 0.005,
    thrifty: 0.1,
    likes: { tea: 2, coffee: 0.5, ready: 0.2, snack: 1, ware: 3, gift: 8 },
  },
  {
    id: 'explorer',
    words: { zh: '尝鲜玩家', en: 'Explorer' },
    share: 0.2,
    visits: 0.34,
    buys: 0.06,
    views: 2,
    promotion: 0.3,
    leaves: 0.005,
    thrifty: 0.3,
    likes: { tea: 3, coffee: 4, ready: 3, snack: 3, ware: 2, gift: 1 },
  },
  {
    id: 'window_shopper',
    words: { zh: '随便逛逛', en: 'Window shopper' },
    share: 0.27,
    visits: 0.24,
    buys: 0.012,
    views: 1.5,
    promotion: 0.2,
    leaves: 0.0115,
    thrifty: 0.45,
    likes: { tea: 2, coffee: 3, ready: 2, snack: 3, ware: 3, gift: 1 },
  },
];
