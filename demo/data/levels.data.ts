import type { Words } from '#lib/core';

export const levels = {
  bronze: { from: 0, words: { zh: '铜叶会员', en: 'Bronze leaf' } },
  silver: { from: 200, words: { zh: '银叶会员', en: 'Silver leaf' } },
  gold: { from: 800, words: { zh: '金叶会员', en: 'Gold leaf' } },
  black: { from: 2500, words: { zh: '黑金会员', en: 'Black leaf' } },
} as const satisfies Record<string, { from: number; words: Words }>;

export type LevelId = keyof typeof levels;

const highestFirst = (Object.keys(levels) as LevelId[]).reverse();

/** The membership level that so many CNY spent give. */
export function levelOf(spent: number): LevelId {
  return highestFirst.find((id) => spent >= levels[id].from) ?? 'bronze';
}
