import type { Words } from '#lib/core';
import type { PlatformId } from './channels.data.ts';
import type { LevelId } from './levels.data.ts';
import type { CategoryId } from './products.data.ts';

/** Why people leave, as the simulation knows it: each ratio multiplies the daily probability of leaving for good. */
export const causes = {
  late_delivery: { ratio: 1.7, words: { zh: '配送迟到(每次)', en: 'Late delivery (each time)' } },
  bad_service: { ratio: 2.2, words: { zh: '客服处理不当(每次)', en: 'Bad service (each time)' } },
  app_crash: { ratio: 1.5, words: { zh: '应用闪退(首次)', en: 'App crash (the first)' } },
  price_sensitive: { ratio: 1.45, words: { zh: '价格敏感', en: 'Price sensitive' } },
  no_push_consent: { ratio: 1.5, words: { zh: '未授权推送', en: 'No push consent' } },
} as const satisfies Record<string, { ratio: number; words: Words }>;

export type CauseId = keyof typeof causes;

/** The first category bought marks how long a person stays. */
export const firstCategoryRatios: Readonly<Record<CategoryId, number>> = {
  tea: 0.75,
  coffee: 0.85,
  ready: 1,
  snack: 1.2,
  ware: 1.6,
  gift: 1.4,
};

export const platformRatios: Readonly<Record<PlatformId, number>> = {
  ios: 0.8,
  android: 0.9,
  mini: 1.1,
  web: 1.3,
};

export const levelRatios: Readonly<Record<LevelId, number>> = {
  bronze: 1,
  silver: 0.8,
  gold: 0.6,
  black: 0.45,
};
