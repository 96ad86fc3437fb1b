import type { Words } from '#lib/core';
import { choiceWords, type EventChoice, type Naming, type Unit } from '#loop/condition';
import { type PresetName, presets } from './presets.ts';
import type { Column, Count, Entry, RetentionQuestion, ValueKind, Window } from './question.ts';

/** How a period of each unit is called: `第 7 日`, `day 7`. */
export const unitWords: Record<Unit, Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
};

/** A calendar period in which somebody enters. */
export const calendarWords: Record<Unit, Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '自然日', en: 'calendar day' },
  week: { zh: '自然周', en: 'calendar week' },
  month: { zh: '自然月', en: 'calendar month' },
  quarter: { zh: '自然季度', en: 'calendar quarter' },
  year: { zh: '自然年', en: 'calendar year' },
};

/** How long a period of a person's own is. */
export const rollingWords: Record<Unit, Words> = {
  hour: { zh: '1 小时', en: '1 hour' },
  day: { zh: '24 小时', en: '24 hours' },
  week: { zh: '7 × 24 小时', en: '7 × 24 hours' },
  month: { zh: '30 × 24 小时', en: '30 × 24 hours' },
  quarter: { zh: '90 × 24 小时', en: '90 × 24 hours' },
  year: { zh: '365 × 24 小时', en: '365 × 24 hours' },
};

/** What stands over a column: 第 7 日, Day 7. */
export function columnHead(unit: Unit, { from, to }: Column): Words {
  const { zh, en } = unitWords[unit];
  const periods = from === to ? String(from) : `${from}–${to}`;
  return { zh: `第 ${periods} ${zh}`, en: `${capital(en)} ${periods}` };
}

/** The name of a column as part of a sentence. */
export function columnName(unit: Unit, count: Count, { from, to }: Column): Words {
  const { zh, en } = unitWords[unit];
  if (from === 0) return { zh: `第 0 ${zh}`, en: `${en} 0` };
  const names: Record<Count, Words> = {
    on: { zh: `第 ${from} ${zh}`, en: `${en} ${from}` },
    onOrAfter: { zh: `第 ${from} ${zh}及以后`, en: `${en} ${from} or later` },
    onOrBefore: { zh: `${from} ${zh}内`, en: `within ${from} ${en}${from === 1 ? '' : 's'}` },
    streak: { zh: `连续 ${from} ${zh}`, en: `${from} ${en}${from === 1 ? '' : 's'} in a row` },
    brackets:
      from === to
        ? { zh: `第 ${from} ${zh}`, en: `${en} ${from}` }
        : { zh: `第 ${from}–${to} ${zh}`, en: `${en}s ${from}–${to}` },
  };
  return names[count];
}

const nextWords: Partial<Record<Unit, Words>> = {
  day: { zh: '次日', en: 'day 1' },
  week: { zh: '次周', en: 'week 1' },
  month: { zh: '次月', en: 'month 1' },
  quarter: { zh: '次季度', en: 'quarter 1' },
  year: { zh: '次年', en: 'year 1' },
};

/** The same as those say it who speak of retention every day: 次日留存. */
export function usualName(unit: Unit, count: Count, column: Column): Words {
  const next = count === 'on' && column.from === 1 ? nextWords[unit] : undefined;
  return next ?? columnName(unit, count, column);
}

/** An event with its filter, or any of several, as part of a sentence. */
export function choiceName(choice: EventChoice, naming: Naming): Words {
  return choiceWords(choice, naming, ({ zh, en }, { event, where }) =>
    event === '*' && !where ? { zh, en } : { zh: `「${zh}」`, en: `“${en}”` },
  );
}

export interface Told {
  readonly start: Words;
  readonly came: Words;
  readonly unit: Unit;
}

/** Who enters which cohort. */
export const entrySentences: Record<Entry, (told: Told) => Words> = {
  every: ({ start, unit }) => ({
    zh: `每个${calendarWords[unit].zh}里做过${start.zh}的人构成一批；同一个人可以进入多批，每批只计一次`,
    en: `Everybody who did ${start.en} in a ${calendarWords[unit].en} is in its cohort; a person can be in several cohorts, once in each`,
  }),
  first: ({ start, unit }) => ({
    zh: `每个人按所选时间内第一次做${start.zh}所在的${calendarWords[unit].zh}分批，只进入一批`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} in which they did ${start.en} for the first time within the span`,
  }),
  ever: ({ start, unit }) => ({
    zh: `每个人按全部历史中第一次做${start.zh}所在的${calendarWords[unit].zh}分批，只进入一批；更早做过的人不算`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} in which they did ${start.en} for the first time in all history; who did it before the span is left out`,
  }),
  firstEver: ({ start, unit }) => ({
    zh: `每个人按全部历史中第一次做该事件（多个时取其中任意一个）所在的${calendarWords[unit].zh}分批，且那一次本身必须是${start.zh}，否则不进入任何一批`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} of the first event of that name (of several, of any of them) in all history, which must itself be ${start.en}; otherwise the person is in none`,
  }),
};

/** When somebody counts as returned in column n. */
export const countSentences: Record<Count, (told: Told & { times: Words }) => Words> = {
  on: ({ came, unit, times }) => ({
    zh: `在第 n ${unitWords[unit].zh}当期做了${came.zh}${times.zh}，算第 n ${unitWords[unit].zh}留存`,
    en: `Who did ${came.en}${times.en} in ${unitWords[unit].en} n itself is retained on ${unitWords[unit].en} n`,
  }),
  onOrAfter: ({ came, unit, times }) => ({
    zh: `在第 n ${unitWords[unit].zh}或此后直到现在的任何时候做了${came.zh}${times.zh}，算第 n ${unitWords[unit].zh}留存`,
    en: `Who did ${came.en}${times.en} in ${unitWords[unit].en} n or at any time after it until now is retained on ${unitWords[unit].en} n`,
  }),
  onOrBefore: ({ came, unit, times }) => ({
    zh: `从第 1 到第 n ${unitWords[unit].zh}之间做了${came.zh}${times.zh}，算 n ${unitWords[unit].zh}内回来过`,
    en: `Who did ${came.en}${times.en} between ${unitWords[unit].en} 1 and ${unitWords[unit].en} n came back within n ${unitWords[unit].en}s`,
  }),
  streak: ({ came, unit, times }) => ({
    zh: `从第 1 到第 n ${unitWords[unit].zh}每期都做了${came.zh}${times.zh}，算连续 n ${unitWords[unit].zh}留存；断一期就停`,
    en: `Who did ${came.en}${times.en} in each ${unitWords[unit].en} from 1 to n is retained n ${unitWords[unit].en}s in a row; one missed ${unitWords[unit].en} ends it`,
  }),
  brackets: ({ came, unit, times }) => ({
    zh: `在所列的几段${unitWords[unit].zh}数内（首尾都算）做了${came.zh}${times.zh}，算该段留存`,
    en: `Who did ${came.en}${times.en} within a bracket of ${unitWords[unit].en}s, both ends included, is retained in that bracket`,
  }),
};

/** What is said of the amounts; `of` is the property. */
export function valueSentence({ of, as }: { of: string; as: ValueKind }, naming: Naming): Words {
  return valueSentences[as](naming.property('event', of));
}

const valueSentences: Record<ValueKind, (of: Words) => Words> = {
  sum: ({ zh, en }) => ({ zh: `「${zh}」合计`, en: `sum of “${en}”` }),
  average: ({ zh, en }) => ({ zh: `每次「${zh}」的平均`, en: `“${en}” per return event` }),
  perPerson: ({ zh, en }) => ({ zh: `人均「${zh}」`, en: `“${en}” per person of the cohort` }),
  perReturning: ({ zh, en }) => ({ zh: `回访者人均「${zh}」`, en: `“${en}” per returning person` }),
};

/** Which amounts belong to column n. */
export const amountSentences: Record<Count, Words> = {
  on: { zh: '取当期的回访事件', en: 'of the return events in that period' },
  streak: { zh: '取当期的回访事件', en: 'of the return events in that period' },
  brackets: { zh: '取该段内的回访事件', en: 'of the return events in that bracket' },
  onOrAfter: { zh: '取第 n 期及以后的回访事件', en: 'of the return events from period n on' },
  onOrBefore: { zh: '从第 0 期累计到第 n 期', en: 'added up from period 0 to period n' },
};

/** The words of the form and around the pictures. */
export const text = {
  after: { zh: '开始后第几期', en: 'Period after the start' },
  did: { zh: '做过', en: 'Who did' },
  andThen: { zh: '的人，之后又做', en: 'and later did' },
  again: { zh: '至少', en: 'at least' },
  times: { zh: '次', en: 'times' },
  enter: { zh: '进入批次', en: 'Cohorts' },
  counted: { zh: '算留存', en: 'Retained when' },
  shownPeriods: { zh: '显示哪些期', en: 'Periods shown' },
  columns: { zh: '各列', en: 'Columns' },
  everyPeriod: { zh: '每一期', en: 'every period' },
  ownPeriods: { zh: '自选各期', en: 'chosen periods' },
  hold: { zh: '与起始同值的属性', en: 'Held constant' },
  holdNothing: { zh: '不要求', en: 'nothing' },
  wholeCohorts: { zh: '只看走完全部期数的批次', en: 'only cohorts with all of their periods over' },
  change: { zh: '修改', en: 'Change' },
  fold: { zh: '收起', en: 'Fold' },
  periods: { zh: '看到第', en: 'up to' },
  window: { zh: '每期', en: 'Periods' },
  startEvent: { zh: '起始事件', en: 'Start' },
  returnEvent: { zh: '回访事件', en: 'Return' },
  brackets: { zh: '区间', en: 'Brackets' },
  addBracket: { zh: '加一段', en: 'Add a bracket' },
  removeBracket: { zh: '去掉这一段', en: 'Remove this bracket' },
  value: { zh: '同时看', en: 'Beside it' },
  noValue: { zh: '只看人数', en: 'people only' },
  of: { zh: '数值属性', en: 'Number' },
  as: { zh: '口径', en: 'Counted' },
  ownWay: { zh: '自定义', en: 'own choice' },
  likeProduct: { zh: '口径对齐', en: 'As counted by' },
  group: { zh: '分组', en: 'Group' },
  show: { zh: '显示', en: 'Show' },
  kept: { zh: '留存率', en: 'Retained, %' },
  gone: { zh: '流失率', en: 'Lost, %' },
  people: { zh: '留存人数', en: 'Retained people' },
  lost: { zh: '流失人数', en: 'Lost people' },
  retained: { zh: '留存', en: 'retained' },
  notRetained: { zh: '流失', en: 'lost' },
  cohort: { zh: '批次', en: 'Cohort' },
  pooled: { zh: '总体', en: 'Pooled' },
  cohorts: { zh: '各批', en: 'By cohort' },
  lines: { zh: '画什么线', en: 'Lines' },
  before: { zh: '对比期', en: 'compared' },
  curve: { zh: '留存曲线', en: 'Retention curve' },
  triangle: { zh: '各批留存', en: 'Retention by cohort' },
} as const satisfies Record<string, Words>;

export const entryWords: Record<Entry, Words> = {
  every: { zh: '每期做过就进入', en: 'every period with a start' },
  first: { zh: '所选时间内首次', en: 'first in the span' },
  ever: { zh: '历史首次', en: 'first ever' },
  firstEver: { zh: '历史首次且须满足条件', en: 'first ever, must pass the filter' },
};

export const countWords: Record<Count, Words> = {
  on: { zh: '当期回来', en: 'back in that period' },
  onOrAfter: { zh: '当期或以后回来', en: 'back then or later' },
  onOrBefore: { zh: '到当期为止回来过', en: 'back by then' },
  streak: { zh: '期期都回来', en: 'back every period' },
  brackets: { zh: '区间内回来', en: 'back within brackets' },
};

export const windowWords: Record<Window, Words> = {
  calendar: { zh: '按自然日历', en: 'by the calendar' },
  rolling: { zh: '从本人起始时刻滚动', en: "rolling from each person's start" },
};

export const valueKindWords: Record<ValueKind, Words> = {
  sum: { zh: '合计', en: 'sum' },
  average: { zh: '次均', en: 'per return' },
  perPerson: { zh: '人均', en: 'per person' },
  perReturning: { zh: '回访者人均', en: 'per returning person' },
};

/** How it is counted, in one line: 按自然日 · 当期回来 · 与神策口径一致. */
export function countingWords(
  { entry, count, window, unit }: Pick<RetentionQuestion, 'entry' | 'count' | 'window' | 'unit'>,
  same: readonly PresetName[],
): Words {
  const period =
    window === 'calendar'
      ? { zh: `按${calendarWords[unit].zh}`, en: `by ${calendarWords[unit].en}` }
      : {
          zh: `从本人起始时刻每 ${rollingWords[unit].zh}`,
          en: `every ${rollingWords[unit].en} from each person's start`,
        };
  const names = same.map((name) => presets[name].name);
  const like = {
    zh: `与 ${names.map(({ zh }) => zh).join('、')}${/\w$/.test(names.at(-1)?.zh ?? '') ? ' ' : ''}口径一致`,
    en: `counted as ${names.map(({ en }) => en).join(' and ')} ${names.length === 1 ? 'does' : 'do'}`,
  };
  const parts = [
    ...(entry === 'every' ? [] : [entryWords[entry]]),
    period,
    countWords[count],
    ...(names.length > 0 ? [like] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join(' · '), en: capital(parts.map(({ en }) => en).join(' · ')) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
