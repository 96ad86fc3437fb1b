import type { Words } from '#lib/core';

export const text = {
  menu: { zh: '主菜单', en: 'Main menu' },
  openMenu: { zh: '打开菜单', en: 'Open the menu' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  jump: { zh: '搜索或跳转', en: 'Search or jump' },
  jumpHint: {
    zh: '页面、已保存的分析、用户、分群、事件；支持拼音首字母',
    en: 'Pages, saved questions, people, segments, events',
  },
  nothing: { zh: '没有找到', en: 'Nothing found' },
  language: { zh: 'EN：切换到英文', en: '中文：切换到中文' },
  toDark: { zh: '切换到深色', en: 'Switch to dark' },
  toLight: { zh: '切换到浅色', en: 'Switch to light' },
  project: { zh: '项目', en: 'Project' },
  newProject: { zh: '新建项目', en: 'New project' },
  account: { zh: '账号', en: 'Account' },
  logout: { zh: '退出登录', en: 'Log out' },
  settings: { zh: '账号与管理', en: 'Account and settings' },
  simulated: { zh: '模拟数据', en: 'Simulated' },
  simulatedHint: {
    zh: '本项目的数据由模拟产生，不是真实用户',
    en: 'The data of this project is simulated; these are not real people',
  },
  broken: {
    zh: '页面无法显示：地址有误，或程序出错。请重试，或从菜单进入其他页面。',
    en: 'This page cannot be shown: what its address says is wrong, or the program failed. Try again, or go elsewhere from the menu.',
  },
  page: { zh: '页面', en: 'Page' },
  question: { zh: '分析', en: 'Question' },
  segment: { zh: '分群', en: 'Segment' },
  event: { zh: '事件', en: 'Event' },
  person: { zh: '用户', en: 'Person' },
} satisfies Record<string, Words>;
