import { fault } from '#lib/core';

export const unknownKind = fault('ask.unknown-kind', 400, {
  en: 'unknown kind of question: {given}; known are {allowed}',
  zh: '不认识的分析类型：{given}；可用的有 {allowed}',
});

export const wrongQuestion = fault('ask.wrong-question', 400, {
  en: 'the question is not right at {path}: {reason}; given: {given}',
  zh: '问题的 {path} 处不对：{reason}；给出的是：{given}',
});

export const unknownSegment = fault('ask.unknown-segment', 404, {
  en: 'there is no segment {given} in this project',
  zh: '本项目里没有分群 {given}',
});

export const tooManyFigures = fault('ask.too-many-figures', 400, {
  en: '{periods} periods × {columns} columns × {groups} groups is more than {most} figures; take a shorter span, a bigger unit, or fewer columns or groups',
  zh: '{periods} 期 × {columns} 列 × {groups} 组，超过 {most} 个数；请缩短时间范围、换更大的粒度，或减少列数、组数',
});

export const tooManyConditions = fault('ask.too-many-conditions', 400, {
  en: 'the question has {given} conditions in all, {most} are allowed; put several values of one property into one condition, or save a part as a segment',
  zh: '这个问题共有 {given} 个条件，最多 {most} 个；请把同一属性的多个值写进一个条件，或把一部分存成分群',
});

export const emptyList = fault('ask.empty-list', 400, {
  en: 'the list holds no ids; write one id a line',
  zh: '名单里没有 ID；请每行写一个 ID',
});

export const notAText = fault('ask.not-a-text', 400, {
  en: 'this is not a text file; save the ids as text or CSV, one id a line, and upload that',
  zh: '这不是文本文件；请把 ID 另存为文本或 CSV（每行一个 ID）再上传',
});

export const tooManyIds = fault('ask.too-many-ids', 413, {
  en: 'a list holds up to {most} different ids; split it into several, and join them with a condition',
  zh: '一份名单最多 {most} 个不同的 ID；请拆成几份，再用条件合并',
});

export const nobodyListed = fault('ask.nobody-listed', 400, {
  en: 'none of the {given} ids is known here; the first is “{first}”. Write one id a line, spelt as in the data, capitals included',
  zh: '名单里的 {given} 个 ID 都不认识；第一个是「{first}」。请每行写一个 ID，写法与数据中一致，区分大小写',
});

export const unknownList = fault('ask.unknown-list', 404, {
  en: 'there is no list {given} in this project; upload the ids anew',
  zh: '本项目里没有名单 {given}；请重新上传 ID',
});

export const wrongPoint = fault('ask.wrong-point', 400, {
  en: 'the point of the answer is not right at {path}: {reason}',
  zh: '答案中的位置 {path} 处不对：{reason}',
});

export const segmentsNotRefreshed = fault('ask.segments-not-refreshed', 500, {
  en: '{failed} of {of} segments could not be refreshed; they hold whom they held before. Open each to see what is wrong with it',
  zh: '{of} 个分群中有 {failed} 个没能更新，仍是上次的成员；请逐个打开查看问题',
});
