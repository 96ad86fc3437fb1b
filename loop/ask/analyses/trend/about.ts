import type { About } from '../../analysis/about.ts';

export const about: About = {
  title: { zh: '事件趋势', en: 'Trend' },
  summary: {
    zh: '事件、人数、金额等指标随时间的变化，以及由它们算出的指标',
    en: 'how much there is of something over time: events, people, sums and averages, and calculations over them',
  },
  picture: 'line',
  place: 30,
};
