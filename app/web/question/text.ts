import type { Words } from '#lib/core';

export const text = {
  people: { zh: '位用户', en: 'people' },
  id: { zh: '用户 ID', en: 'Id' },
  first: { zh: '首次出现', en: 'First seen' },
  last: { zh: '最近出现', en: 'Last seen' },
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
} satisfies Record<string, Words>;
