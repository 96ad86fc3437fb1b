import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { levelSentences } from '../../analysis/levels.ts';
import { sampleSentences } from '../../analysis/sample.ts';
import { type Exclusion, type FunnelQuestion, type Order, timed, windowOf } from './question.ts';
import { windowText } from './text.ts';

/** How a funnel was counted, in full sentences. */
export function funnelDefinition({ question, naming }: Named<FunnelQuestion>): Words {
  const sentences = [
    entered(question),
    orderSentences[question.order],
    within(question),
    best(question),
    ...constant(question, naming),
    ...excluded(question, naming),
    sameMoment(question),
    ...grouped(question),
    ...levelSentences(question, naming),
    ...measured(question),
    ...sampleSentences(question.sample),
  ];
  return {
    zh: sentences.map(({ zh }) => `${zh}。`).join(''),
    en: sentences.map(({ en }) => `${en}.`).join(' '),
  };
}

function entered({ order, show, unit, count }: FunnelQuestion): Words {
  const what =
    order === 'any' ? { zh: '任意一步', en: 'any of the steps' } : { zh: '第一步', en: 'the first step' };
  if (count === 'attempts') {
    const period = show === 'trend' ? periodWords[unit] : undefined;
    return {
      zh: `按次计数：在所选时间内做了${what.zh}即为进入；前一次结束后再进入的，另计一次${period ? `，计在进入的那${period.zh}` : ''}`,
      en: `Attempts are counted: who did ${what.en} within the span has entered, and who enters again when that attempt is over counts again${period ? `, in the ${period.en} of the entry` : ''}`,
    };
  }
  if (show === 'trend') {
    const { zh, en } = periodWords[unit];
    return {
      zh: `按人计数：在所选时间内做了${what.zh}即为进入；每个人在他进入的每${zh}各计一次`,
      en: `People are counted: who did ${what.en} within the span has entered; each person counts once in each ${en} in which they entered`,
    };
  }
  return {
    zh: `按人计数：在所选时间内做了${what.zh}即为进入，每个人只计一次`,
    en: `People are counted, each once: who did ${what.en} within the span has entered`,
  };
}

const periodWords: Record<FunnelQuestion['unit'], Words> = {
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '个月', en: 'month' },
  quarter: { zh: '个季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
};

const orderSentences: Record<Order, Words> = {
  ordered: {
    zh: '各步须按顺序发生，中间可以有别的事件；每一步取最早的机会，一个事件只算一步',
    en: 'Steps must come in order, other events may come between; each step is taken at its first opportunity, and one event is one step',
  },
  strict: {
    zh: '各步须一个紧接一个，中间不能有这个人的任何别的事件（筛选条件之外的事件不算）',
    en: 'Each step must be the very next event of the person (events that the filter leaves out are not seen)',
  },
  any: {
    zh: '各步不分先后；一个事件只算一步，同时符合几步的，算在走得最远的那种分法里',
    en: 'Steps may come in any order; one event is one step, and of several that it fits the one that leads furthest',
  },
};

function within(question: FunnelQuestion): Words {
  const { zh, en } = windowText(question.window);
  const exactly =
    windowOf(question) % 86_400_000 === 0
      ? { zh: '（每天按 24 小时计）', en: ' (days of 24 hours)' }
      : { zh: '', en: '' };
  return {
    zh: `从进入起 ${zh}内${exactly.zh}做到的步骤才算，首尾两端都算在内；时限可以越过所选时间的末尾，但不晚于现在`,
    en: `Steps count up to ${en}${exactly.en} after the entry, both ends included; they may come after the span's end, but not after now`,
  };
}

function best({ show, count, exclude }: FunnelQuestion): Words {
  if (count === 'attempts') {
    const stop =
      exclude.length > 0 ? { zh: '、遇到排除事件', en: ', an excluded event' } : { zh: '', en: '' };
    return {
      zh: `走完全程${stop.zh}或时限已到，这一次就结束；结束前又进入的不另计，走得更远时取代前一次`,
      en: `An attempt is over with its last step${stop.en} or the end of its window; an entry before that is not another one, but counts instead if it leads further`,
    };
  }
  if (show === 'trend')
    return {
      zh: '同一期内多次进入的，取走得最远的一次；一样远的取最早的',
      en: 'Of several attempts in one period the furthest counts, the earliest of these',
    };
  return {
    zh: '一个人多次进入的，取走得最远的一次；一样远的取最早的',
    en: 'Of several attempts of a person the furthest counts, the earliest of these',
  };
}

function constant({ constant: properties }: FunnelQuestion, naming: Naming): Words[] {
  if (properties.length === 0) return [];
  const names = properties.map(({ property }) => naming.property('event', property));
  const zh = names.map((one) => `「${one.zh}」`).join('和');
  const en = names.map((one) => `“${one.en}”`).join(' and ');
  return [
    {
      zh: `同一次里各步的${zh}须相同：每个值分开来看，没有值的事件不算`,
      en: `All steps of an attempt share the value of ${en}: each value is looked at apart, and events without one are not seen`,
    },
  ];
}

function place({ after, before }: Exclusion, order: Order): Words {
  if (order === 'any')
    return { zh: '最先与最后做到的步骤之间', en: 'between the first and the last step done' };
  return {
    zh: `第 ${after + 1} 步与第 ${before + 1} 步之间`,
    en: `between steps ${after + 1} and ${before + 1}`,
  };
}

function excluded({ exclude, excluded: ends, order }: FunnelQuestion, naming: Naming): Words[] {
  if (exclude.length === 0) return [];
  const list = exclude.map((one) => ({
    zh: `${place(one, order).zh}的「${naming.event(one.event).zh}」`,
    en: `“${naming.event(one.event).en}” ${place(one, order).en}`,
  }));
  const zh = list.map((one) => one.zh).join('、');
  const en = list.map((one) => one.en).join(', ');
  return ends === 'attempt'
    ? [
        {
          zh: `${zh}会结束这一次进入：已做到的步骤仍算，之后的不算；同一个人可以重新进入`,
          en: `Excluded: ${en}. It ends the attempt, whose steps so far still count; the person may enter again`,
        },
      ]
    : [
        {
          zh: `做过${zh}的人整个不计，除非他另有一次走完全程`,
          en: `Excluded: ${en}. Whoever did it is left out altogether, unless another attempt of theirs got through`,
        },
      ];
}

function sameMoment({ exclude }: FunnelQuestion): Words {
  const more =
    exclude.length === 0
      ? { zh: '', en: '' }
      : {
          zh: '；与某一步同一毫秒的排除事件不算在两步之间',
          en: '; an excluded event in the same millisecond as a step is not between',
        };
  return {
    zh: `同一毫秒的事件没有先后，取其中走得最远的排法${more.zh}`,
    en: `Events of one millisecond have no order of their own: of all their orders the one that leads furthest counts${more.en}`,
  };
}

function grouped({ by, attribute, top }: FunnelQuestion): Words[] {
  if (by.length === 0) return [];
  const of = {
    first: { zh: '第一步', en: 'the first step' },
    last: { zh: '最后到达的那一步', en: 'the last step reached' },
  };
  const zhEnd = `用户属性取现在的值；进入人数最多的 ${top} 组单列，其余合为「其他」`;
  const enEnd = `one of the person as it is now; the ${top} groups with the most entries are shown, the rest is “other”`;
  if (attribute === 'all')
    return [
      {
        zh: `分组：事件属性须各步相同才算做到，一个人可以分属几组；${zhEnd}`,
        en: `Groups: all steps must carry the same value of a property of events, a person may be in several groups; ${enEnd}`,
      },
    ];
  const at =
    typeof attribute === 'object'
      ? {
          zh: `第 ${attribute.step + 1} 步（没到这一步的无值）`,
          en: `step ${attribute.step + 1} (who did not get there has none)`,
        }
      : of[attribute];
  return [
    {
      zh: `分组：事件属性取${at.zh}的值，${zhEnd}`,
      en: `Groups: a property of events is taken from ${at.en}, ${enEnd}`,
    },
  ];
}

function measured(question: FunnelQuestion): Words[] {
  const percentiles = {
    zh: '中位数和分位数取精确值，落在两人之间时按比例插值',
    en: 'Medians and percentiles are exact, interpolated between two people where they fall between',
  };
  if (question.show === 'trend') return [];
  if (question.show === 'steps') return [percentiles];
  const { from, to } = timed(question);
  return [
    {
      zh: `用时是从第 ${from + 1} 步到第 ${to + 1} 步的间隔，只看做到了的人；各组距等宽，含下端，不含上端`,
      en: `The time is that from step ${from + 1} to step ${to + 1}, of those who got there; bins are equally wide, their lower end included, the upper not`,
    },
    percentiles,
  ];
}
