import type { About } from '../../analysis/about.ts';

export const about: About = {
  title: { zh: '漏斗分析', en: 'Funnel' },
  summary: {
    zh: '人们在一连串步骤里走到哪一步，走得多快',
    en: 'how far people get through a row of steps, and how fast',
  },
  picture: 'steps',
  place: 20,
};
