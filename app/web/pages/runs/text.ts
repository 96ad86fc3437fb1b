import type { Words } from '#lib/core';
import type { Output } from '../../api/api.ts';

type State = Output<'run/list'>['runs'][number]['state'];

/** The states of a run, in words. */
export const stateWords: Readonly<Record<State, Words>> = {
  waiting: { zh: '等待中', en: 'Waiting' },
  running: { zh: '运行中', en: 'Running' },
  interrupted: { zh: '已中断', en: 'Interrupted' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '失败', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const text = {
  title: { zh: '后台任务', en: 'Background work' },
  sentence: {
    zh: '导入、演示数据、分群更新、备份等在后台运行的任务，保留最近 30 天。',
    en: 'Imports, demo data, refreshes of segments, backups: what runs by itself, kept for 30 days.',
  },
  what: { zh: '任务', en: 'What' },
  state: { zh: '状态', en: 'State' },
  progress: { zh: '进度', en: 'Progress' },
  who: { zh: '发起人', en: 'Asked by' },
  itself: { zh: '系统', en: 'Linger' },
  asked: { zh: '发起时间', en: 'Asked' },
  took: { zh: '用时', en: 'Took' },
  begun: { zh: '开始时间', en: 'Began' },
  ended: { zh: '结束时间', en: 'Ended' },
  attempt: { zh: '第几次尝试', en: 'Attempt' },
  next: { zh: '下次重试', en: 'Tried again' },
  scope: { zh: '范围', en: 'For' },
  installation: { zh: '整个系统', en: 'the whole installation' },
  project: { zh: '本项目', en: 'this project' },
  cancel: { zh: '取消', en: 'Cancel' },
  cancelAsk: {
    zh: '取消这项任务？已经完成的部分会保留。',
    en: 'Cancel this? What it has done so far stays.',
  },
  keep: { zh: '继续运行', en: 'Let it run' },
  retry: { zh: '重新运行', en: 'Run again' },
  log: { zh: '记录', en: 'Log' },
  noLog: { zh: '没有记录', en: 'Nothing noted' },
  none: { zh: '还没有后台任务', en: 'Nothing has run yet' },
  noneHint: {
    zh: '导入文件、更新分群、备份时，进度会显示在这里。',
    en: 'Imports, refreshes of segments and backups show here how far they are.',
  },
  scheduled: { zh: '定时任务', en: 'Scheduled' },
  comes: { zh: '下次运行', en: 'Comes next' },
} satisfies Record<string, Words>;
