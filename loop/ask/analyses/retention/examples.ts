import type { Example } from '../../analysis/analysis.ts';

/** Questions of the demo company, each showing another side of the analysis. */
export const examples: readonly Example[] = [
  {
    title: { zh: '新顾客每周的留存', en: 'Weekly retention of new customers' },
    question: { span: { last: 6, unit: 'week' }, unit: 'week', periods: 5, entry: 'ever' },
  },
  {
    title: { zh: '下单后的复购，按平台', en: 'Buying again, by platform' },
    question: {
      span: { last: 14, unit: 'day' },
      periods: 5,
      start: { event: 'Order Paid' },
      return: { event: 'Order Paid' },
      by: [{ property: 'platform' }],
      top: 2,
      compare: 'previous',
    },
  },
  {
    title: { zh: '从每个人自己的第一次算起，每 24 小时', en: "By 24 hours from each person's own start" },
    question: {
      span: { last: 20, unit: 'day' },
      periods: 4,
      window: 'rolling',
      timeZone: 'America/New_York',
    },
  },
  {
    title: { zh: '回来的人带来多少收入', en: 'Revenue of those who come back' },
    question: {
      span: { last: 8, unit: 'week' },
      unit: 'week',
      periods: 6,
      start: { event: 'Order Paid' },
      return: { event: 'Order Paid' },
      count: 'onOrAfter',
      value: { of: 'total', as: 'perPerson' },
    },
  },
];
