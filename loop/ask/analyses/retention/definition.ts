import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { levelSentences } from '../../analysis/levels.ts';
import { sampleSentences } from '../../analysis/sample.ts';
import { countedAs, presets } from './presets.ts';
import type { RetentionQuestion } from './question.ts';
import {
  amountSentences,
  calendarWords,
  choiceName,
  countSentences,
  entrySentences,
  rollingWords,
  valueSentence,
} from './text.ts';

/** How a retention was counted, in full sentences. */
export function retentionDefinition({ question, naming }: Named<RetentionQuestion>): Words {
  const told = {
    start: choiceName(question.start, naming),
    came: choiceName(question.return, naming),
    unit: question.unit,
  };
  const sentences = [
    entrySentences[question.entry](told),
    countSentences[question.count]({ ...told, times: timesWords(question.minReturns) }),
    periods(question),
    ...held(question, naming),
    ...amounts(question, naming),
    ...broken(question),
    ...levelSentences(question, naming),
    averages[question.wholeCohorts ? 'cohorts' : question.complete ? 'cells' : 'all'],
    ...sampleSentences(question.sample),
    ...likeOthers(question),
  ];
  return {
    zh: sentences.map(({ zh }) => `${zh}。`).join(''),
    en: sentences.map(({ en }) => `${en}.`).join(' '),
  };
}

function timesWords(n: number): Words {
  return n === 1 ? { zh: '', en: '' } : { zh: ` ${n} 次以上（含）`, en: ` at least ${n} times` };
}

function periods({ window, unit, timeZone, weekStart }: RetentionQuestion): Words {
  if (window === 'rolling') {
    const { zh, en } = rollingWords[unit];
    return {
      zh: `每期 ${zh}，从本人进入该批的那一刻起算，第 0 期就是最初的 ${zh}`,
      en: `A period is ${en}, counted from the person's own start; period 0 is the first ${en}`,
    };
  }
  const zone = timeZone
    ? { zh: `时区 ${timeZone}`, en: `time zone ${timeZone}` }
    : { zh: '项目时区', en: "the project's time zone" };
  const week: Words | undefined = unit !== 'week' ? undefined : weekWords[weekStart ?? 'project'];
  return {
    zh: `按${calendarWords[unit].zh}分期（${zone.zh}${week ? `，${week.zh}` : ''}），进入那一期为第 0 期；首尾不满一期的按整期计`,
    en: `Periods are ${calendarWords[unit].en}s (${zone.en}${week ? `, ${week.en}` : ''}); the one of the start is period 0, and a part of a period at either end of the span is taken whole`,
  };
}

const weekWords: Record<'monday' | 'sunday' | 'project', Words> = {
  monday: { zh: '周一为一周之始', en: 'weeks start on Monday' },
  sunday: { zh: '周日为一周之始', en: 'weeks start on Sunday' },
  project: { zh: '一周之始随项目设置', en: "weeks start as the project's settings say" },
};

function amounts({ value, count }: RetentionQuestion, naming: Naming): Words[] {
  if (!value) return [];
  const what = valueSentence(value, naming);
  const which = amountSentences[count];
  if (value.as === 'perReturning')
    return [
      {
        zh: `${what.zh}：${which.zh}，只取该列算作留存的人自己的，除以这些人数；没有该数值的事件按 0 计`,
        en: `The ${what.en} is ${which.en}, only those of people who are retained in that column, divided by these people; events without the number add nothing`,
      },
    ];
  return [
    {
      zh: `${what.zh}：${which.zh}，不论次数多少，只算带有该数值的事件`,
      en: `The ${what.en} is ${which.en}, however few there are; only events that carry the number count`,
    },
  ];
}

function held({ hold }: RetentionQuestion, naming: Naming): Words[] {
  if (!hold) return [];
  const { zh, en } = naming.property('event', hold.property);
  return [
    {
      zh: `回访事件的「${zh}」须与进入该批的那一次起始事件相同，没有该属性的回访不算`,
      en: `A return counts only with the same “${en}” as the start event that opened the cohort; one without it does not`,
    },
  ];
}

function broken({ by, hold }: RetentionQuestion): Words[] {
  if (by.length === 0) return [];
  const from: Words = {
    zh: '分组：事件属性取进入该批的那一次起始事件的值，用户属性取现在的值',
    en: 'Groups: a property of the event is taken from the start event that opened the cohort, one of the person as it is now',
  };
  if (hold) return [from];
  return [{ zh: `${from.zh}；回访事件不要求同值`, en: `${from.en}; returns need not have the same value` }];
}

const averages: Record<'all' | 'cells' | 'cohorts', Words> = {
  all: {
    zh: '总体留存率 = 各批回来的人数之和 ÷ 各批人数之和，只合并已满该期的批次；未满的单元格另有标记，不计入',
    en: 'The pooled rate is returned people over people, summed over the cohorts old enough; cells whose period is not over are marked and left out',
  },
  cells: {
    zh: '总体留存率 = 各批回来的人数之和 ÷ 各批人数之和，只合并已满该期的批次；未满的单元格不显示，也不计入',
    en: 'The pooled rate is returned people over people, summed over the cohorts old enough; cells whose period is not over are neither shown nor counted',
  },
  cohorts: {
    zh: '总体留存率 = 各批回来的人数之和 ÷ 各批人数之和；只看各列都已满期的批次，所以每一列都是同一些人',
    en: 'The pooled rate is returned people over people, summed over the cohorts; only cohorts all of whose columns are over are looked at, so that every column rests on the same people',
  },
};

function likeOthers(question: RetentionQuestion): Words[] {
  return countedAs(question).map((name) => {
    const { name: product, differs } = presets[name];
    return {
      zh: `与 ${product.zh} 口径一致（${differs.zh}）`,
      en: `Counted as ${product.en} does (${differs.en})`,
    };
  });
}
