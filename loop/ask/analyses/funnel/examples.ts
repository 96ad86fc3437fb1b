import type { Example } from '../../analysis/analysis.ts';

const steps = [{ event: 'Product Viewed' }, { event: 'Product Added' }, { event: 'Order Paid' }];

/** Questions of the demo company, each showing another side of the analysis. */
export const examples: readonly Example[] = [
  {
    title: { zh: '从浏览到付款', en: 'From looking to paying' },
    question: { steps, compare: 'previous' },
  },
  {
    title: { zh: '不论先后，各渠道的转化', en: 'In any order, by channel' },
    question: {
      steps: [{ event: 'Product Viewed' }, { event: 'Order Paid' }],
      by: [{ property: 'channel', of: 'person' }],
      top: 3,
      order: 'any',
    },
  },
  {
    title: { zh: '从浏览到付款要多久', en: 'How long it takes' },
    question: { steps, show: 'time', time: { from: 0, to: 2, bins: 6 } },
  },
  {
    title: { zh: '每周的转化率', en: 'Conversion week by week' },
    question: { steps, show: 'trend', unit: 'week', span: { last: 8, unit: 'week' }, compare: 'previous' },
  },
];
