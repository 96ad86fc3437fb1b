import type { Words } from '#lib/core';
import type { Kind } from '../analyses/index.ts';

/** What each kind of question is called in a list. */
export const kindWords: Record<Kind, Words> = {
  retention: { zh: '留存分析', en: 'Retention' },
  funnel: { zh: '漏斗分析', en: 'Funnel' },
  trend: { zh: '事件趋势', en: 'Trend' },
};
