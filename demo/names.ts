import type { Words } from '#lib/core';
import { campaigns } from './data/campaigns.data.ts';
import { channels, platforms } from './data/channels.data.ts';
import { levels } from './data/levels.data.ts';
import { eventNames, pageNames, propertyNames } from './data/names.data.ts';
import { categories } from './data/products.data.ts';
import { ticketTopics } from './data/ticket-phrases.data.ts';

type Dictionary = Readonly<Record<string, Words>>;

/** The display name of every event, page and property of the demo company. */
export const names: Dictionary = { ...propertyNames, ...pageNames, ...eventNames };

const levelNames = Object.fromEntries(Object.entries(levels).map(([id, { words }]) => [id, words]));
const campaignNames = wordsById(campaigns);

/** The display names of the values of properties that hold a code. */
export const valueNames: Readonly<Record<string, Dictionary>> = {
  platform: platforms,
  category: categories,
  first_category: categories,
  channel: wordsById(channels),
  member_level: levelNames,
  campaign: campaignNames,
  topic: ticketTopics,
  coupon: {
    ...campaignNames,
    shop_coupon: { zh: '店铺券', en: 'Shop coupon' },
    double_eleven: { zh: '双十一', en: 'Double Eleven' },
    six_eighteen: { zh: '618', en: '618' },
    double_twelve: { zh: '双十二', en: 'Double Twelve' },
    queens_day: { zh: '女王节', en: "Queen's Day" },
    new_year_fair: { zh: '年货节', en: 'New Year fair' },
  },
  group: { treatment: { zh: '实验组', en: 'Treatment' }, control: { zh: '对照组', en: 'Control' } },
  via: { push: { zh: '推送', en: 'Push' }, sms: { zh: '短信', en: 'SMS' } },
  gender: { female: { zh: '女', en: 'Female' }, male: { zh: '男', en: 'Male' } },
  language: { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } },
  reason: {
    gateway_timeout: { zh: '支付网关超时', en: 'Gateway timeout' },
    declined: { zh: '银行拒付', en: 'Declined' },
    damaged: { zh: '商品破损', en: 'Damaged' },
  },
  payment_method: {
    wechat_pay: { zh: '微信支付', en: 'WeChat Pay' },
    alipay: { zh: '支付宝', en: 'Alipay' },
    unionpay: { zh: '云闪付', en: 'UnionPay' },
  },
};

function wordsById(things: readonly { id: string; words: Words }[]): Dictionary {
  return Object.fromEntries(things.map(({ id, words }) => [id, words]));
}
