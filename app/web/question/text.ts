import type { Words } from '#lib/core';

export const text = {
  people: { zh: '位用户', en: 'people' },
  open: { zh: '打开分析', en: 'Open' },
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
} satisfies Record<string, Words>;

/** Who is behind a point, with how many of how many. */
export function titleOf({ zh, en }: Words, people: string, of: string | undefined): Words {
  const count = of === undefined ? people : `${people} / ${of}`;
  return {
    zh: `${zh} ${count} 人`,
    en: `${capital(en)}: ${of === undefined ? people : `${people} of ${of}`} people`,
  };
}

/** The same as a name to keep them under. */
export function nameOf({ zh, en }: Words): Words {
  return { zh: `${zh}人`, en: capital(en) };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What part of all they are. */
export function shareOf(rate: string): Words {
  return { zh: `占 ${rate}`, en: `${rate} of them` };
}
