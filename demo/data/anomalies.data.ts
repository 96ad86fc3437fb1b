import type { Words } from '#lib/core';

export interface AnomalyPlan {
  words: Words;
  /** When it begins, as a part of the company's life. */
  at: number;
  days: number;
}

/** The province the late parcels go to. */
export const delayedProvince = '四川';

/** What went wrong, planted to be found. */
export const anomalyPlans = {
  delivery_delay: {
    words: {
      zh: `${delayedProvince}一周配送大面积延误`,
      en: 'a week of late deliveries in Sichuan',
    },
    at: 0.69,
    days: 7,
  },
  broken_release: {
    words: { zh: '安卓新版本频繁闪退', en: 'an Android release that crashes' },
    at: 0.84,
    days: 6,
  },
  bot_burst: {
    words: { zh: '爬虫集中访问网站', en: 'a burst of bots on the web site' },
    at: 0.895,
    days: 1,
  },
  payment_outage: {
    words: { zh: '支付通道故障', en: 'a day of failing payments' },
    at: 0.92,
    days: 1,
  },
  doubled_pages: {
    words: { zh: '网站埋点重复,页面浏览翻倍', en: 'a tracking bug that doubles page views on the web site' },
    at: 0.95,
    days: 3,
  },
} as const satisfies Record<string, AnomalyPlan>;

export type AnomalyId = keyof typeof anomalyPlans;
