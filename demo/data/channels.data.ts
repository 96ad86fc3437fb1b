import type { Words } from '#lib/core';

export const platforms = {
  ios: { zh: '苹果 App', en: 'iOS app' },
  android: { zh: '安卓 App', en: 'Android app' },
  mini: { zh: '微信小程序', en: 'WeChat mini-program' },
  web: { zh: '网站', en: 'Web site' },
} as const satisfies Record<string, Words>;

export type PlatformId = keyof typeof platforms;

export const platformIds = Object.keys(platforms) as PlatformId[];

/** A way people find the shop, with what is true of it. */
export interface Channel {
  id: string;
  words: Words;
  /** Share of all arrivals. */
  share: number;
  /** Share of its arrivals that would not have come without it; 0 for those nobody pays for. */
  incremental: number;
  /** CNY spent for each person it is credited with; 0 when free. */
  costPerPerson: number;
  /** How the people it brings leave, compared with the average. */
  hazardRatio: number;
  platforms: Readonly<Record<PlatformId, number>>;
}

/** Where the people of a paused channel show up who would have come anyway. */
export const directChannel = 'direct';

export const channels: readonly Channel[] = [
  {
    id: directChannel,
    words: { zh: '自然访问', en: 'Direct' },
    share: 0.14,
    incremental: 0,
    costPerPerson: 0,
    hazardRatio: 0.9,
    platforms: { ios: 3, android: 3, mini: 3, web: 3 },
  },
  {
    id: 'baidu_organic',
    words: { zh: '百度自然搜索', en: 'Baidu organic' },
    share: 0.1,
    incremental: 0,
    costPerPerson: 0,
    hazardRatio: 0.95,
    platforms: { ios: 1, android: 1, mini: 1, web: 8 },
  },
  {
    id: 'app_store',
    words: { zh: '应用商店', en: 'App stores' },
    share: 0.05,
    incremental: 0,
    costPerPerson: 0,
    hazardRatio: 0.85,
    platforms: { ios: 5, android: 6, mini: 0, web: 0 },
  },
  {
    id: 'baidu_ads',
    words: { zh: '百度竞价', en: 'Baidu ads' },
    share: 0.1,
    incremental: 0.3,
    costPerPerson: 26,
    hazardRatio: 1,
    platforms: { ios: 1, android: 2, mini: 0, web: 8 },
  },
  {
    id: 'douyin_ads',
    words: { zh: '抖音信息流', en: 'Douyin ads' },
    share: 0.2,
    incremental: 0.8,
    costPerPerson: 22,
    hazardRatio: 1.3,
    platforms: { ios: 4, android: 6, mini: 1, web: 0 },
  },
  {
    id: 'xiaohongshu',
    words: { zh: '小红书种草', en: 'Xiaohongshu notes' },
    share: 0.14,
    incremental: 0.7,
    costPerPerson: 18,
    hazardRatio: 0.9,
    platforms: { ios: 5, android: 2, mini: 4, web: 1 },
  },
  {
    id: 'wechat_moments',
    words: { zh: '朋友圈广告', en: 'WeChat Moments ads' },
    share: 0.1,
    incremental: 0.55,
    costPerPerson: 31,
    hazardRatio: 1.1,
    platforms: { ios: 1, android: 1, mini: 8, web: 0 },
  },
  {
    id: 'live_stream',
    words: { zh: '直播带货', en: 'Live stream' },
    share: 0.08,
    incremental: 0.9,
    costPerPerson: 15,
    hazardRatio: 1.6,
    platforms: { ios: 2, android: 4, mini: 5, web: 0 },
  },
  {
    id: 'friend_referral',
    words: { zh: '好友推荐', en: 'Friend referral' },
    share: 0.09,
    incremental: 0.85,
    costPerPerson: 12,
    hazardRatio: 0.65,
    platforms: { ios: 2, android: 2, mini: 8, web: 1 },
  },
];
