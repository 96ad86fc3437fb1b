import type { Words } from '#lib/core';
import { type Naming, patternsOf, type Unit } from '#loop/condition';
import type { TrendPeriod } from './answer.ts';
import {
  type Count,
  isPeopleInLast,
  isPerPerson,
  type Measure,
  measureOf,
  type PerPerson,
  type PlainCount,
  type SeriesDraft,
  type TrendDraft,
} from './question.ts';

export const plainWords: Record<PlainCount, Words> = {
  events: { zh: '次数', en: 'events' },
  people: { zh: '人数', en: 'people' },
  firstTime: { zh: '首次人数', en: 'first-time people' },
  perPerson: { zh: '人均次数', en: 'events per person' },
};

export const measureWords: Record<Measure, Words> = {
  sum: { zh: '总和', en: 'sum' },
  average: { zh: '平均值', en: 'average' },
  min: { zh: '最小值', en: 'minimum' },
  max: { zh: '最大值', en: 'maximum' },
  median: { zh: '中位数', en: 'median' },
  p75: { zh: '75 分位数', en: '75th percentile' },
  p90: { zh: '90 分位数', en: '90th percentile' },
  p95: { zh: '95 分位数', en: '95th percentile' },
  p99: { zh: '99 分位数', en: '99th percentile' },
  distinct: { zh: '去重数', en: 'distinct values' },
};

/** What people of the last days are called. */
export const peopleInLastWords = (days: number): Words => ({
  zh: `近 ${days} 日人数`,
  en: `people of the last ${days} days`,
});

function spreadText({ perPerson, sum }: PerPerson, naming: Naming): Words {
  const { zh, en } = measureWords[perPerson];
  const gap = /^\d/.test(zh) ? ' ' : '';
  if (sum === undefined) return { zh: `每人次数的${gap}${zh}`, en: `${en} of events per person` };
  const property = naming.property('event', sum);
  return {
    zh: `每人${property.zh}总和的${gap}${zh}`,
    en: `${en} of the sum of ${property.en} per person`,
  };
}

/** What is counted of a series' events. */
export function countText(count: Count, naming: Naming): Words {
  if (isPeopleInLast(count)) return peopleInLastWords(count.peopleInLast);
  if (isPerPerson(count)) return spreadText(count, naming);
  const measure = measureOf(count);
  if (!measure) return plainWords[count as PlainCount];
  const { zh, en } = measureWords[measure.as];
  const property = naming.property('event', measure.property);
  return { zh: `${property.zh}的${/^\d/.test(zh) ? ' ' : ''}${zh}`, en: `${en} of ${property.en}` };
}

/** What a series or formula is called, and what is counted of it where it is a series. */
export interface SeriesWords {
  readonly name: Words;
  readonly count?: Words;
}

/** The series, then the formulas, in the words people know them by. */
export function seriesWords(
  { series = [], formulas = [] }: Pick<TrendDraft, 'series' | 'formulas'>,
  naming: Naming,
): SeriesWords[] {
  return [
    ...series.map((one) => ({
      name: one.name ? plain(one.name) : eventsName(one, naming),
      count: countText(one.count ?? 'events', naming),
    })),
    ...formulas.map(({ name, expression }) => ({ name: plain(name ?? expression) })),
  ];
}

/** The events of a series, without their filters. */
function eventsName(series: SeriesDraft, naming: Naming): Words {
  const bare = patternsOf(series).map(({ event }) => naming.event(event));
  return { zh: bare.map(({ zh }) => zh).join('或'), en: bare.map(({ en }) => en).join(' or ') };
}

function plain(text: string): Words {
  return { zh: text, en: text };
}

export const periodWords: Record<Unit, Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
};

/** What a moving average is called. */
export const averageWords = (periods: number): Words => ({
  zh: `${periods} 期移动平均`,
  en: `moving average of ${periods}`,
});

/** How many periods are averaged, as it is chosen. */
export const averageOf = (periods: number): Words => ({ zh: `${periods} 期`, en: `${periods} periods` });

/** What the periods are, below their axis. */
export const acrossWords: Record<Unit, Words> = {
  hour: { zh: '按小时', en: 'by the hour' },
  day: { zh: '按天', en: 'by day' },
  week: { zh: '按周（一周的第一天）', en: 'by week (its first day)' },
  month: { zh: '按月', en: 'by month' },
  quarter: { zh: '按季度', en: 'by quarter' },
  year: { zh: '按年', en: 'by year' },
};

export const words = {
  series: { zh: '指标', en: 'Series' },
  addSeries: { zh: '添加指标', en: 'Add a series' },
  removeSeries: { zh: '删除这条指标', en: 'Remove this series' },
  of: { zh: '的', en: 'counting' },
  countLabel: { zh: '统计方式', en: 'What to count' },
  property: { zh: '属性', en: 'Property' },
  formula: { zh: '公式', en: 'Formula' },
  addFormula: { zh: '添加公式', en: 'Add a formula' },
  removeFormula: { zh: '删除这条公式', en: 'Remove this formula' },
  formulaHint: { zh: '例如 A / B * 100', en: 'such as A / B * 100' },
  formulaWrong: {
    zh: '公式由 A、B、C…、数字、+ - * / 和括号组成',
    en: 'made of A, B, C, …, numbers, + - * / and brackets',
  },
  cumulative: { zh: '累计', en: 'Cumulative' },
  movingAverage: { zh: '移动平均', en: 'Moving average' },
  noAverage: { zh: '不用', en: 'none' },
  summed: { zh: '每人的什么', en: 'What of each person' },
  timesOfEach: { zh: '每人次数', en: 'events per person' },
  sumOfEach: ({ zh, en }: Words) => ({ zh: `每人${zh}总和`, en: `sum of ${en} per person` }),
  spreadGroup: { zh: '每人各自算，再取', en: 'Per person' },
  peopleGroup: { zh: '一段日子里的人', en: 'People of the last days' },
  spreadOf: ({ zh, en }: Words) => ({
    zh: `每人的${/^\d/.test(zh) ? ' ' : ''}${zh}`,
    en: `${en} per person`,
  }),
  period: { zh: '时间', en: 'Period' },
  total: { zh: '合计', en: 'Total' },
  group: { zh: '分组', en: 'Group' },
  running: { zh: '所选时间还没结束', en: 'The span is not over yet' },
  nothing: { zh: '这段时间没有符合条件的事件', en: 'Nothing of this happened in the span' },
} satisfies Record<string, Words | Record<string, Words> | ((of: Words) => Words)>;

/** Before the change from what is compared with. */
export const vs = (name: string): Words => ({ zh: `较${name}`, en: `vs ${name}` });

/** What must be known of a period that is not whole. */
export function periodNote({ open, cut }: TrendPeriod): Words | undefined {
  if (open)
    return { zh: '这一期还没走完，或数据到此为止', en: 'This period is not over, or the data end here' };
  return cut
    ? { zh: '这一期只有一部分在所选时间内', en: 'Only a part of this period lies in the span' }
    : undefined;
}
