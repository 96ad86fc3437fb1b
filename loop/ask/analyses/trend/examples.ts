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
        { event: 'Order Paid', count: { sum: 'revenue' } },
        { event: 'Order Paid', count: 'people' },
      ],
      formulas: [{ name: 'Revenue a buyer', expression: 'A / B' }],
      unit: 'week',
      span: { last: 12, unit: 'week' },
    },
  },
  {
    title: { zh: '月活里每天来多少（DAU / MAU）', en: 'How many of a month come on a day (DAU / MAU)' },
    question: {
      series: [
        { event: '*', count: 'people' },
        { event: '*', count: { peopleInLast: 30 } },
      ],
      formulas: [{ name: 'DAU / MAU, %', expression: 'A / B * 100' }],
      movingAverage: 7,
    },
  },
  {
    title: { zh: '第一次下单的人，按城市', en: 'People who order for the first time, by city' },
    question: {
      series: [{ event: 'Order Paid', count: 'firstTime' }],
      by: [{ property: 'city', of: 'person' }],
      top: 5,
      unit: 'week',
    },
  },
  {
    title: { zh: '每人一周消费的中位数', en: 'What half of the buyers spend in a week' },
    question: {
      series: [{ event: 'Order Paid', count: { perPerson: 'median', sum: 'revenue' } }],
      unit: 'week',
    },
  },
];
