import type { Words } from '#lib/core';
import { type Condition, conditionWords, type Naming, type Span, spanWords } from '#loop/condition';
import { type Against, againstWords } from './against.ts';

/** What the members of questions and segments are called where a difference is told. */
export const fieldWords: Readonly<Record<string, Words>> = {
  kind: { zh: '分析类型', en: 'Kind of question' },
  span: { zh: '时间范围', en: 'Span' },
  unit: { zh: '粒度', en: 'Unit' },
  complete: { zh: '只看完整周期', en: 'Complete periods only' },
  where: { zh: '事件条件', en: 'Events where' },
  who: { zh: '用户条件', en: 'People who' },
  by: { zh: '分组', en: 'Broken down by' },
  top: { zh: '显示前几个值', en: 'Values shown' },
  compare: { zh: '对比', en: 'Compared with' },
  timeZone: { zh: '时区', en: 'Time zone' },
  weekStart: { zh: '一周从哪天开始', en: 'Week starts on' },
  internal: { zh: '内部账号', en: 'Internal accounts' },
  freshness: { zh: '答案新旧', en: 'Freshness' },
  sample: { zh: '抽样', en: 'Sample' },
  chart: { zh: '图形', en: 'Chart' },
  description: { zh: '说明', en: 'Description' },
  series: { zh: '指标', en: 'Series' },
  formulas: { zh: '公式', en: 'Formulas' },
  steps: { zh: '步骤', en: 'Steps' },
  exclude: { zh: '排除', en: 'Exclusions' },
  window: { zh: '窗口', en: 'Window' },
  order: { zh: '次序', en: 'Order' },
  start: { zh: '起始事件', en: 'Start' },
  return: { zh: '回访事件', en: 'Return' },
  entry: { zh: '进入方式', en: 'Entry' },
  count: { zh: '怎么算', en: 'Count' },
  periods: { zh: '期数', en: 'Periods' },
  event: { zh: '事件', en: 'Event' },
  anyOf: { zh: '任一事件', en: 'Any of the events' },
  hold: { zh: '属性同值', en: 'Held constant' },
  columns: { zh: '显示的期', en: 'Periods shown' },
  wholeCohorts: { zh: '只看走完全部期数的批次', en: 'Only cohorts with all of their periods over' },
  brackets: { zh: '区间', en: 'Brackets' },
  property: { zh: '属性', en: 'Property' },
  of: { zh: '属于', en: 'Of' },
  name: { zh: '名称', en: 'Name' },
  value: { zh: '数值', en: 'Value' },
  last: { zh: '最近', en: 'The last' },
  question: { zh: '分析', en: 'Question' },
  point: { zh: '答案中的位置', en: 'Point of the answer' },
  period: { zh: '第几期', en: 'Period' },
  cumulative: { zh: '累计', en: 'Cumulative' },
  movingAverage: { zh: '移动平均', en: 'Moving average' },
  cohort: { zh: '第几组', en: 'Cohort' },
  step: { zh: '第几步', en: 'Step' },
  group: { zh: '分组', en: 'Group' },
  list: { zh: '名单', en: 'List' },
  ids: { zh: 'ID 数', en: 'Ids' },
  repeated: { zh: '重复', en: 'Repeated' },
};

/** How their values read. */
export const valueWords = {
  span: (span: Span) => spanWords(span),
  who: (who: Condition, naming: Naming) => conditionWords(who, 'person', naming),
  where: (where: Condition, naming: Naming) => conditionWords(where, 'event', naming),
  event: (event: string, naming: Naming) => naming.event(event),
  count: (count: string | Readonly<Record<string, string | number>>, naming: Naming): Words => {
    if (typeof count === 'string') return countWords[count] ?? { zh: count, en: count };
    const { peopleInLast: days, perPerson, sum } = count;
    if (days !== undefined) return { zh: `近 ${days} 日人数`, en: `people of the last ${days} days` };
    if (perPerson !== undefined) {
      const of = sum === undefined ? countWords.events! : naming.property('event', String(sum));
      const words = countWords[perPerson] ?? { zh: `${perPerson}`, en: `${perPerson}` };
      return { zh: `每人${of.zh}的${words.zh}`, en: `${words.en} of ${of.en} per person` };
    }
    const [measure = '', property = ''] = Object.entries(count)[0] ?? [];
    const words = countWords[measure] ?? { zh: measure, en: measure };
    const of = naming.property('event', String(property));
    return { zh: `${of.zh} 的${words.zh}`, en: `${words.en} of ${of.en}` };
  },
  unit: (unit: string): Words => unitWords[unit] ?? { zh: unit, en: unit },
  compare: (compare: Against | readonly Against[]): Words => {
    const all = [compare].flat().map(againstWords);
    return { zh: all.map(({ zh }) => zh).join('、'), en: all.map(({ en }) => en).join(', ') };
  },
};

const countWords: Readonly<Record<string, Words>> = {
  events: { zh: '次数', en: 'events' },
  people: { zh: '人数', en: 'people' },
  firstTime: { zh: '首次人数', en: 'first-time people' },
  perPerson: { zh: '人均次数', en: 'events a person' },
  sum: { zh: '合计', en: 'sum' },
  average: { zh: '平均', en: 'average' },
  distinct: { zh: '去重数', en: 'distinct values' },
  on: { zh: '当期回来', en: 'came back in the period' },
  onOrAfter: { zh: '当期或以后回来', en: 'came back in the period or later' },
  onOrBefore: { zh: '当期或以前回来', en: 'came back in the period or before' },
  streak: { zh: '每期都回来', en: 'came back in every period' },
  brackets: { zh: '按区间', en: 'by brackets' },
};

const unitWords: Readonly<Record<string, Words>> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
};
