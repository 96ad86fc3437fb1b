import type { About } from '../../analysis/about.ts';

export const about: About = {
  title: { zh: '留存分析', en: 'Retention' },
  summary: {
    zh: '做过一件事的人，之后每个周期里有多少又做了另一件事',
    en: 'of the people who did one thing, how many did another later, period by period',
  },
  picture: 'triangle',
  place: 10,
};
