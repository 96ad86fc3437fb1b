import type { Words } from '#lib/core';
import { analysisMenu } from '#loop/ask/view';

/** A place of the product: the loop in its order. Modules that are not built are not shown. */
export interface Place {
  readonly path: string;
  readonly title: Words;
  readonly icon?: IconName;
  readonly inside?: readonly Place[];
}

export type IconName = 'home' | 'collect' | 'know' | 'ask' | 'settings';

export const places: readonly Place[] = [
  { path: '/', title: { zh: '首页', en: 'Home' }, icon: 'home' },
  {
    path: '/collect',
    title: { zh: '接入', en: 'Collect' },
    icon: 'collect',
    inside: [
      { path: '/collect', title: { zh: '数据来源', en: 'Sources' } },
      { path: '/collect/import', title: { zh: '导入文件', en: 'Import a file' } },
      { path: '/collect/names', title: { zh: '事件与属性', en: 'Events' } },
      { path: '/collect/live', title: { zh: '实时事件', en: 'Live events' } },
      { path: '/collect/rejects', title: { zh: '未入库数据', en: 'Rejects' } },
      { path: '/collect/keys', title: { zh: '密钥与代码', en: 'Keys and snippets' } },
    ],
  },
  {
    path: '/people',
    title: { zh: '用户', en: 'Know' },
    icon: 'know',
    inside: [
      { path: '/people', title: { zh: '用户列表', en: 'People' } },
      { path: '/segments', title: { zh: '用户分群', en: 'Segments' } },
    ],
  },
  {
    path: `/ask/${analysisMenu[0]?.kind}`,
    title: { zh: '分析', en: 'Ask' },
    icon: 'ask',
    inside: [
      ...analysisMenu.map(({ kind, title }) => ({ path: `/ask/${kind}`, title })),
      { path: '/questions', title: { zh: '已保存的分析', en: 'Saved questions' } },
    ],
  },
  {
    path: '/settings',
    title: { zh: '管理', en: 'Settings' },
    icon: 'settings',
    inside: [
      { path: '/settings', title: { zh: '项目与账号', en: 'Project, account' } },
      { path: '/runs', title: { zh: '后台任务', en: 'Background' } },
    ],
  },
];

/** The place a path belongs to, and the one inside it. */
export function placeOf(path: string): { place?: Place; inside?: Place } {
  const fits = (candidate: Place) => path === candidate.path || path.startsWith(`${candidate.path}/`);
  for (const place of places) {
    const inside = place.inside?.filter(fits).sort((a, b) => b.path.length - a.path.length)[0];
    if (inside) return { place, inside };
  }
  return { place: places.find((place) => (place.path === '/' ? path === '/' : fits(place))) };
}
