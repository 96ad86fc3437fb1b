import type { Words } from '#lib/core';

export const text = {
  people: { zh: '位用户', en: 'people' },
  open: { zh: '打开分析', en: 'Open' },
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
} satisfies Record<string, Words>;
