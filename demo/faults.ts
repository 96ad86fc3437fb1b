import { fault } from '#lib/core';

export const badPeople = fault('demo.bad-people', 400, {
  en: 'cannot simulate {given} people; give a whole number from 1 to 5000000',
  zh: '无法模拟 {given} 人；请给出 1 到 5000000 之间的整数',
});

export const badDays = fault('demo.bad-days', 400, {
  en: 'cannot simulate {given} days; give a whole number from 120 to 1500',
  zh: '无法模拟 {given} 天；请给出 120 到 1500 之间的整数',
});

export const badUntil = fault('demo.bad-until', 400, {
  en: 'not a day: {given}; write it as YYYY-MM-DD',
  zh: '不是有效日期：{given}；请写成 YYYY-MM-DD',
});
