import type { Words } from '#lib/core';

export type CategoryId = 'tea' | 'coffee' | 'ready' | 'snack' | 'ware' | 'gift';

export const categories: Readonly<Record<CategoryId, Words>> = {
  tea: { zh: '茶叶', en: 'Tea' },
  coffee: { zh: '咖啡', en: 'Coffee' },
  ready: { zh: '即饮冷萃', en: 'Ready to drink' },
  snack: { zh: '茶点', en: 'Snacks' },
  ware: { zh: '器具', en: 'Ware' },
  gift: { zh: '礼盒', en: 'Gift boxes' },
};

export interface Product {
  id: string;
  category: CategoryId;
  name: string;
  english: string;
  /** In CNY. */
  price: number;
  popularity: number;
}

const rows: readonly [CategoryId, string, string, number, number][] = [
  ['tea', '明前龙井 100g', 'Longjing First Flush 100g', 168, 7],
  ['tea', '正山小种 150g', 'Lapsang Souchong 150g', 128, 6],
  ['tea', '凤凰单丛鸭屎香 100g', 'Phoenix Dancong 100g', 158, 6],
  ['tea', '福鼎白茶饼 200g', 'Fuding White Tea Cake 200g', 188, 4],
  ['tea', '武夷大红袍 100g', 'Wuyi Da Hong Pao 100g', 218, 4],
  ['tea', '茉莉飘雪 120g', 'Jasmine Snow 120g', 88, 9],
  ['tea', '古树普洱小沱 20 粒', 'Old Tree Puer Nuggets 20 pcs', 139, 5],
  ['tea', '桂花乌龙袋泡 15 包', 'Osmanthus Oolong Bags 15 pcs', 49, 10],
  ['coffee', '云南保山日晒豆 250g', 'Baoshan Natural Beans 250g', 79, 8],
  ['coffee', '埃塞耶加雪菲 250g', 'Yirgacheffe Beans 250g', 98, 6],
  ['coffee', '意式拼配·半山 500g', 'Halfway Espresso Blend 500g', 119, 6],
  ['coffee', '挂耳咖啡综合装 10 包', 'Drip Bags Assorted 10 pcs', 59, 11],
  ['coffee', '冻干咖啡粉 24 颗', 'Freeze-dried Capsules 24 pcs', 99, 7],
  ['coffee', '低因拼配 250g', 'Decaf Blend 250g', 89, 2],
  ['ready', '冷萃乌龙 6 瓶', 'Cold Brew Oolong 6 bottles', 45, 9],
  ['ready', '无糖茉莉绿茶 12 瓶', 'Unsweetened Jasmine 12 bottles', 66, 8],
  ['ready', '燕麦拿铁 8 盒', 'Oat Latte 8 cartons', 72, 7],
  ['ready', '气泡冷萃咖啡 6 罐', 'Sparkling Cold Brew 6 cans', 58, 5],
  ['ready', '陈皮白茶 10 瓶', 'Tangerine White Tea 10 bottles', 69, 4],
  ['snack', '龙井绿豆糕', 'Longjing Mung Bean Cake', 32, 8],
  ['snack', '海盐坚果脆', 'Sea Salt Nut Crisps', 29, 8],
  ['snack', '咖啡可可曲奇', 'Mocha Cookies', 36, 6],
  ['snack', '话梅桃干', 'Plum Peach Slices', 26, 6],
  ['snack', '山楂茶果冻', 'Hawthorn Tea Jelly', 22, 5],
  ['ware', '素胎盖碗', 'Plain Gaiwan', 128, 5],
  ['ware', '旅行快客杯', 'Travel Tea Set', 159, 6],
  ['ware', '手冲壶 600ml', 'Pour-over Kettle 600ml', 239, 4],
  ['ware', '手摇磨豆机', 'Hand Grinder', 329, 3],
  ['ware', '双层玻璃杯两只', 'Double-wall Glasses, Pair', 79, 7],
  ['ware', '柴烧公道杯', 'Wood-fired Fairness Cup', 198, 2],
  ['gift', '山色四时礼盒', 'Four Seasons Gift Box', 398, 5],
  ['gift', '中秋茶月礼盒', 'Mid-Autumn Tea Box', 298, 5],
  ['gift', '新春金骏眉礼盒', 'New Year Jinjunmei Box', 568, 3],
  ['gift', '咖啡师入门礼盒', 'Barista Starter Box', 428, 4],
  ['gift', '伴手礼小方盒', 'Little Square Gift', 138, 8],
  ['gift', '企业定制礼盒', 'Company Gift Box', 888, 1],
];

/** The catalogue of the shop. */
export const products: readonly Product[] = rows.map(
  ([category, name, english, price, popularity], place) => ({
    id: `P${100 + place}`,
    category,
    name,
    english,
    price,
    popularity,
  }),
);
