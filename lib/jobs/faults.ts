import { fault } from '#lib/core';

export const failed = fault('jobs.failed', 500, {
  en: 'this work failed in a way that the program does not know; the log of the server says more. It can be run again',
  zh: '这项任务因程序未预料到的原因失败，服务器日志中有详情；可以重新运行',
});

export const unknownRun = fault('jobs.unknown-run', 404, {
  en: 'there is no run {given} that you may see; run/list names those there are, of the last 30 days',
  zh: '没有您可以查看的任务记录 {given}；run/list 会列出最近 30 天的任务',
});

export const notUnderway = fault('jobs.not-under-way', 409, {
  en: 'this run has ended already; only one that waits or runs can be cancelled',
  zh: '这项任务已经结束；只有等待中或运行中的任务可以取消',
});

export const notRetried = fault('jobs.not-retried', 409, {
  en: 'only a run that failed, was cancelled or interrupted can be run again; this one is {state}',
  zh: '只有失败、已取消或中断的任务可以重新运行；这项任务的状态是 {state}',
});

export const sameUnderway = fault('jobs.same-under-way', 409, {
  en: 'the same work waits or runs already; wait until it has ended',
  zh: '同样的任务正在等待或运行中，请等它结束',
});
