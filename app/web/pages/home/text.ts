import type { Words } from '#lib/core';

export const text = {
  home: { zh: '首页', en: 'Home' },
  welcome: { zh: '欢迎使用 Linger 留客', en: 'Welcome to Linger' },
  welcomeHint: {
    zh: '选一种方式开始，两分钟内看到第一条留存曲线。',
    en: 'Choose a way to begin; your first retention curve is two minutes away.',
  },
  demo: { zh: '载入演示公司', en: 'Load the demo company' },
  demoHint: {
    zh: '「慢山茶咖」：一家虚构的茶饮电商，5,000 位模拟顾客、15 个月的行为。随时可以另建项目用自己的数据。',
    en: 'Manshan Tea & Coffee, an invented shop: 5,000 simulated customers, 15 months of behaviour. Your own data can go into another project at any time.',
  },
  file: { zh: '导入一个文件', en: 'Drop a file' },
  fileHint: {
    zh: '订单或行为明细：CSV、Excel、Parquet、JSON Lines。每列的含义会自动识别，您只需确认。',
    en: 'Orders or events as CSV, Excel, Parquet or JSON Lines. Linger proposes what each column is.',
  },
  send: { zh: '接入事件流', en: 'Send events' },
  sendHint: {
    zh: '兼容 Segment 协议：换一个地址，现有 SDK 就能用。',
    en: 'The Segment protocol is native: change the host and your SDK works.',
  },
  begin: { zh: '开始', en: 'Begin' },
  load: { zh: '载入演示数据', en: 'Load it' },
  loading: { zh: '正在生成演示公司', en: 'Simulating the demo company' },
  failed: {
    zh: '演示公司没有载入完；重新载入会接着上次的进度，不会产生重复数据。',
    en: 'The demo company was not loaded to its end; load it again, nothing will be doubled.',
  },
  people: { zh: '位顾客', en: 'people' },
  history: { zh: '数据时间范围', en: 'The data reaches from' },
  historyEnd: {
    zh: '，下面是其中最后几天的情况。',
    en: '; below are the last days of it.',
  },
  daily: { zh: '日活跃用户', en: 'Active a day' },
  dailyNote: { zh: '日均', en: 'average' },
  weekly: { zh: '周活跃用户', en: 'Active in the week' },
  fresh: { zh: '新用户', en: 'New people' },
  revenue: { zh: '收入', en: 'Revenue' },
  events: { zh: '事件数', en: 'Events' },
  nextDay: { zh: '新用户次日留存', en: 'New people back next day' },
  visitors: { zh: '活跃用户', en: 'Active' },
  before: { zh: '较上期', en: 'vs the days before' },
  today: { zh: '今天先看', en: 'Look at this today' },
  todayOpen: { zh: '查看变化', en: 'See what happened' },
  quiet: {
    zh: '最近 7 天没有明显变化，都在平时的起伏之内。',
    en: 'Nothing moved more than usual in the last 7 days.',
  },
  topEvents: { zh: '热门事件', en: 'What people do most' },
  all: { zh: '全部事件', en: 'All events' },
  who: { zh: '新用户留存', en: 'Who stays' },
  everyDay: { zh: '每日活跃用户', en: 'People active each day' },
  saved: { zh: '已保存的分析', en: 'Saved questions' },
  noSaved: { zh: '还没有保存的分析', en: 'No saved questions yet' },
} satisfies Record<string, Words>;

/** How the figure of an event is called. */
export const eventsOf = ({ zh, en }: Words): Words => ({ zh: `${zh}次数`, en });

/** The share of buyers who bought again. */
export const boughtAgain = (days: number): Words => ({
  zh: `${days} 日复购率`,
  en: `Bought again in ${days} days`,
});
