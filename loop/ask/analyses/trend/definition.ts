import type { Words } from '#lib/core';
import { type Naming, patternsOf } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { levelSentences } from '../../analysis/levels.ts';
import { sampleSentences } from '../../analysis/sample.ts';
import {
  isPeopleInLast,
  isPerPerson,
  letterOf,
  measureOf,
  type TrendQuestion,
  type TrendSeries,
} from './question.ts';
import { countText, periodWords } from './text.ts';

/** How a trend was counted, in full sentences. */
export function trendDefinition({ question, naming }: Named<TrendQuestion>): Words {
  const sentences = [
    ...question.series.map((series, i) =>
      counted(series, question.series.length > 1 ? letterOf(i) : '', naming),
    ),
    ...formulas(question),
    periods(question),
    totals(question),
    ...percentiles(question),
    ...averages(question),
    ...grouped(question),
    ...levelSentences(question, naming),
    ...sampleSentences(question.sample, scaled),
  ];
  return {
    zh: sentences.map(({ zh }) => `${zh}。`).join(''),
    en: sentences.map(({ en }) => `${en}.`).join(' '),
  };
}

function counted(series: TrendSeries, letter: string, naming: Naming): Words {
  const { count } = series;
  const what = countText(count, naming);
  const all = patternsOf(series).map(({ event, where }) => {
    const title = naming.event(event);
    return {
      zh: `${event === '*' ? title.zh : `「${title.zh}」`}${where ? '（满足条件的）' : ''}`,
      en: `${event === '*' ? title.en : `“${title.en}”`}${where ? ' passing its filter' : ''}`,
    };
  });
  const zh = all.map((one) => one.zh).join('或');
  const en = all.map((one) => one.en).join(' or ');
  return {
    zh: `${letter && `${letter}：`}${zh}的${what.zh}${explained(count).zh}`,
    en: `${letter && `${letter}: `}${letter ? what.en : capital(what.en)} for ${en}${explained(count).en}`,
  };
}

function explained(count: TrendSeries['count']): Words {
  if (count === 'people') return { zh: '，每期每人计一次', en: ', each person once in a period' };
  if (count === 'firstTime')
    return {
      zh: '，每人只计有数据以来的第一次，第一次落在哪一期就计在哪一期',
      en: ': each person once, in the period of the first such event there are data of',
    };
  if (isPeopleInLast(count))
    return {
      zh: `，每期计到该期结束为止 ${count.peopleInLast} 个自然日内做过的人，每人计一次；合计取最后一个完整的期`,
      en: `: who did it on the ${count.peopleInLast} days that end with the period, each person once; the total is that of the last whole period`,
    };
  if (isPerPerson(count))
    return {
      zh: '，先算出每期每个做过的人各自的数，再取统计值；合计按整段时间每人的数',
      en: ', of the figures of each person who did it in a period; the total is of those of the whole span',
    };
  if (count === 'perPerson') return { zh: '，即次数 ÷ 做过的人数', en: ': events by people who did any' };
  if (!measureOf(count)) return { zh: '', en: '' };
  return { zh: '，没有该属性的事件不计', en: '; events without the property do not count' };
}

function formulas({ formulas: all }: TrendQuestion): Words[] {
  if (all.length === 0) return [];
  const list = all.map(({ expression }) => expression);
  return [
    {
      zh: `公式 ${list.join('、')} 按每期各自的值计算，合计按合计的值计算；缺值或除以零时为空`,
      en: `${list.join(', ')} is worked out from each period's values, and its total from the totals; it is empty where a value is missing or something is divided by zero`,
    },
  ];
}

function periods({ unit, timeZone, weekStart, cumulative }: TrendQuestion): Words {
  const zone = timeZone ? { zh: timeZone, en: timeZone } : { zh: '项目时区', en: "the project's time zone" };
  const week: Words =
    unit !== 'week' || !weekStart
      ? { zh: '', en: '' }
      : weekStart === 'monday'
        ? { zh: '，周一为一周之始', en: ', weeks start on Monday' }
        : { zh: '，周日为一周之始', en: ', weeks start on Sunday' };
  const name = periodWords[unit];
  const sums = cumulative
    ? {
        zh: '；累计：每期显示从所选时间开始到该期结束的值',
        en: '; cumulative: each shows the measure from the start of the span to its end',
      }
    : { zh: '', en: '' };
  return {
    zh: `按${name.zh}分期（${zone.zh}${week.zh}）${sums.zh}；只计所选时间之内、现在之前的事件，被首尾截断或还没结束的期另有标记`,
    en: `By ${name.en} (${zone.en}${week.en})${sums.en}; only events within the span and before now count, and periods that are cut by it or still running are marked`,
  };
}

function totals({ series }: TrendQuestion): Words {
  return series.some(({ count }) => typeof count !== 'string' || count !== 'events')
    ? {
        zh: '合计是整段时间的值：人数去重，平均值和分位数按全部事件算，不是各期相加',
        en: 'Totals are those of the whole span: people are distinct, averages and percentiles are of all events, not sums over periods',
      }
    : { zh: '合计是整段时间的次数', en: 'The total is that of the whole span' };
}

function percentiles({ series }: TrendQuestion): Words[] {
  const exact = series.some(({ count }) =>
    /^(median|p\d\d)$/.test(isPerPerson(count) ? count.perPerson : (measureOf(count)?.as ?? '')),
  );
  if (!exact) return [];
  return [
    {
      zh: '中位数和分位数取精确值，落在两个值之间时按比例插值',
      en: 'Medians and percentiles are exact, interpolated between two values where they fall between',
    },
  ];
}

function averages({ movingAverage }: TrendQuestion): Words[] {
  if (!movingAverage) return [];
  return [
    {
      zh: `移动平均：每期和它之前共 ${movingAverage} 期的平均，开头不足 ${movingAverage} 期的按已有的期算；没有值的期和还没走完的期不计`,
      en: `Moving average: the mean of each period and those before it, ${movingAverage} together, at the beginning as many as there are; periods without a value or still running are left out`,
    },
  ];
}

function grouped({ by, top }: TrendQuestion): Words[] {
  if (by.length === 0) return [];
  return [
    {
      zh: `分组：事件属性取该事件的值，用户属性取现在的值；事件数最多的 ${top} 组单列，其余合为「其他」`,
      en: `Groups: a property of events is taken from each event, one of the person as it is now; the ${top} groups with the most events are shown, the rest is “other”`,
    },
  ];
}

const scaled: Words = {
  zh: '次数、人数和总和已按比例放大，是估计值；去重数没有放大',
  en: 'counts and sums are scaled up and are estimates, distinct values are not scaled',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
