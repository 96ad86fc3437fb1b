import type { Example } from '../../analysis/analysis.ts';

/** Questions of the demo company, each showing another side of the analysis. */
export const examples: readonly Example[] = [
  {
    title: { zh: '每天来多少人', en: 'People a day' },
    question: { series: [{ event: '*', count: 'people' }], compare: 'previous' },
  },
  {
    title: { zh: '每周下单的人，按平台', en: 'Buyers a week, by platform' },
    question: {
      series: [{ event: 'Order Paid', count: 'people' }],
      by: [{ property: 'platform' }],
      unit: 'week',
    },
  },
  {
    title: { zh: '人均消费', en: 'Revenue a buyer' },
    question: {
      series: [
        { event: 'Order Paid', count: { sum: 'total' } },
        { event: 'Order Paid', count: 'people' },
      ],
      formulas: [{ name: 'Revenue a buyer', expression: 'A / B' }],
      unit: 'week',
      span: { last: 12, unit: 'week' },
    },
  },
];
