import type { Words } from '#lib/core';
import type { EventPattern, Unit } from '#loop/condition';
import type { Column, Count, Entry, ValueKind } from './question.ts';

/** How a period of each unit is called: `第 7 日`, `day 7`. */
export const unitWords: Record<Unit, Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
};

/** A calendar period in which somebody enters. */
export const calendarWords: Record<Unit, Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '自然日', en: 'calendar day' },
  week: { zh: '自然周', en: 'calendar week' },
  month: { zh: '自然月', en: 'calendar month' },
};

/** How long a period of a person's own is. */
export const rollingWords: Record<Unit, Words> = {
  hour: { zh: '1 小时', en: '1 hour' },
  day: { zh: '24 小时', en: '24 hours' },
  week: { zh: '7 × 24 小时', en: '7 × 24 hours' },
  month: { zh: '30 × 24 小时', en: '30 × 24 hours' },
};

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

export function patternName({ event, where }: EventPattern): Words {
  const zh = event === '*' ? '任意事件' : `「${event}」`;
  const en = event === '*' ? 'any event' : `“${event}”`;
  return where ? { zh: `满足条件的${zh}`, en: `${en} passing its filter` } : { zh, en };
}

export interface Told {
  readonly start: Words;
  readonly came: Words;
  readonly unit: Unit;
}

/** Who enters which cohort. */
export const entrySentences: Record<Entry, (told: Told) => Words> = {
  every: ({ start, unit }) => ({
    zh: `每个${calendarWords[unit].zh}里做过${start.zh}的人构成一批;同一个人可以进入多批,每批只计一次`,
    en: `Everybody who did ${start.en} in a ${calendarWords[unit].en} is in its cohort; a person can be in several cohorts, once in each`,
  }),
  first: ({ start, unit }) => ({
    zh: `每个人按所选时间内第一次做${start.zh}所在的${calendarWords[unit].zh}分批,只进入一批`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} in which they did ${start.en} for the first time within the span`,
  }),
  ever: ({ start, unit }) => ({
    zh: `每个人按全部历史中第一次做${start.zh}所在的${calendarWords[unit].zh}分批,只进入一批;更早做过的人不算`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} in which they did ${start.en} for the first time in all history; who did it before the span is left out`,
  }),
  firstEver: ({ start, unit }) => ({
    zh: `每个人按全部历史中第一次做该事件所在的${calendarWords[unit].zh}分批,且那一次本身必须是${start.zh},否则不进入任何一批`,
    en: `Each person is in one cohort: the ${calendarWords[unit].en} of the first event of that name in all history, which must itself be ${start.en}; otherwise the person is in none`,
  }),
};

/** When somebody counts as returned in column n. */
export const countSentences: Record<Count, (told: Told & { times: Words }) => Words> = {
  on: ({ came, unit, times }) => ({
    zh: `在第 n ${unitWords[unit].zh}当期做了${came.zh}${times.zh},算第 n ${unitWords[unit].zh}留存`,
    en: `Who did ${came.en}${times.en} in ${unitWords[unit].en} n itself is retained on ${unitWords[unit].en} n`,
  }),
  onOrAfter: ({ came, unit, times }) => ({
    zh: `在第 n ${unitWords[unit].zh}或此后直到现在的任何时候做了${came.zh}${times.zh},算第 n ${unitWords[unit].zh}留存`,
    en: `Who did ${came.en}${times.en} in ${unitWords[unit].en} n or at any time after it until now is retained on ${unitWords[unit].en} n`,
  }),
  onOrBefore: ({ came, unit, times }) => ({
    zh: `从第 1 到第 n ${unitWords[unit].zh}之间做了${came.zh}${times.zh},算 n ${unitWords[unit].zh}内回来过`,
    en: `Who did ${came.en}${times.en} between ${unitWords[unit].en} 1 and ${unitWords[unit].en} n came back within n ${unitWords[unit].en}s`,
  }),
  streak: ({ came, unit, times }) => ({
    zh: `从第 1 到第 n ${unitWords[unit].zh}每期都做了${came.zh}${times.zh},算连续 n ${unitWords[unit].zh}留存;断一期就停`,
    en: `Who did ${came.en}${times.en} in each ${unitWords[unit].en} from 1 to n is retained n ${unitWords[unit].en}s in a row; one missed ${unitWords[unit].en} ends it`,
  }),
  brackets: ({ came, unit, times }) => ({
    zh: `在所列的几段${unitWords[unit].zh}数内(首尾都算)做了${came.zh}${times.zh},算该段留存`,
    en: `Who did ${came.en}${times.en} within a bracket of ${unitWords[unit].en}s, both ends included, is retained in that bracket`,
  }),
};

/** What is said of the amounts; `of` is the property. */
export const valueSentences: Record<ValueKind, (of: string) => Words> = {
  sum: (of) => ({ zh: `「${of}」合计`, en: `sum of “${of}”` }),
  average: (of) => ({ zh: `每次「${of}」的平均`, en: `“${of}” per return event` }),
  perPerson: (of) => ({ zh: `人均「${of}」`, en: `“${of}” per person of the cohort` }),
};

/** Which amounts belong to column n. */
export const amountSentences: Record<Count, Words> = {
  on: { zh: '取当期的回访事件', en: 'of the return events in that period' },
  streak: { zh: '取当期的回访事件', en: 'of the return events in that period' },
  brackets: { zh: '取该段内的回访事件', en: 'of the return events in that bracket' },
  onOrAfter: { zh: '取第 n 期及以后的回访事件', en: 'of the return events from period n on' },
  onOrBefore: { zh: '从第 0 期累计到第 n 期', en: 'added up from period 0 to period n' },
};
