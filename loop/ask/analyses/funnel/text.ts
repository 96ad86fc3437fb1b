import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { FunnelPeriod } from './answer.ts';
import {
  type Count,
  type FunnelQuestion,
  type FunnelStep,
  type Order,
  patternsOf,
  type Show,
  type WindowUnit,
} from './question.ts';

export const orderWords: Record<Order, Words> = {
  ordered: { zh: '按顺序', en: 'in order' },
  strict: { zh: '紧接着', en: 'one right after another' },
  any: { zh: '不分先后', en: 'in any order' },
};

export const showWords: Record<Show, Words> = {
  steps: { zh: '各步转化', en: 'Conversion by step' },
  time: { zh: '转化用时', en: 'Time to convert' },
  trend: { zh: '转化趋势', en: 'Conversion over time' },
};

export const countWords: Record<Count, Words> = {
  people: { zh: '人数', en: 'people' },
  attempts: { zh: '次数', en: 'attempts' },
};

/** What the figures are of, as the head of a column. */
export const countTitles: Record<Count, Words> = {
  people: { zh: '人数', en: 'People' },
  attempts: { zh: '次数', en: 'Attempts' },
};

export const attributeWords: Record<'first' | 'last' | 'all', Words> = {
  first: { zh: '第一步的值', en: 'the first step' },
  last: { zh: '最后到达那一步的值', en: 'the last step reached' },
  all: { zh: '各步相同的值', en: 'all steps, which must agree' },
};

const windowWords: Record<WindowUnit, { zh: string; one: string; many: string }> = {
  second: { zh: '秒', one: 'second', many: 'seconds' },
  minute: { zh: '分钟', one: 'minute', many: 'minutes' },
  hour: { zh: '小时', one: 'hour', many: 'hours' },
  day: { zh: '天', one: 'day', many: 'days' },
  week: { zh: '周', one: 'week', many: 'weeks' },
};

/** A unit of the window, as the form offers it. */
export function windowUnitWords(unit: WindowUnit, n: number): Words {
  const { zh, one, many } = windowWords[unit];
  return { zh, en: n === 1 ? one : many };
}

export function windowText({ n, unit }: FunnelQuestion['window']): Words {
  const { zh, en } = windowUnitWords(unit, n);
  return { zh: `${n} ${zh}`, en: `${n} ${en}` };
}

/** What a step is called: its own name, or the events that it may be. */
export function stepName(step: FunnelStep, naming: Naming): Words {
  if (step.name) return { zh: step.name, en: step.name };
  const names = patternsOf(step).map(({ event }) => naming.event(event));
  return { zh: names.map(({ zh }) => zh).join(' 或 '), en: names.map(({ en }) => en).join(' or ') };
}

/** What each step is called; where the order does not matter, only how many were done is known. */
export function stepNames(
  { order, steps = [] }: Partial<Pick<FunnelQuestion, 'order' | 'steps'>>,
  naming: Naming,
): Words[] {
  return steps.map((step, i) => {
    if (order !== 'any') return stepName(step, naming);
    if (i === steps.length - 1) return { zh: `全部 ${i + 1} 步`, en: `all ${i + 1} steps` };
    return { zh: `任意 ${i + 1} 步`, en: i === 0 ? 'any 1 step' : `any ${i + 1} steps` };
  });
}

export const words = {
  steps: { zh: '步骤', en: 'Steps' },
  step: { zh: '步骤', en: 'Step' },
  addStep: { zh: '添加步骤', en: 'Add a step' },
  moveStep: { zh: '移动这一步：拖动，或按上下键', en: 'Move this step: drag, or arrow keys' },
  countLabel: { zh: '按什么计数', en: 'What is counted' },
  counting: { zh: '计', en: 'counting' },
  constant: { zh: '各步相同', en: 'all steps share' },
  addConstant: { zh: '各步属性相同', en: 'Hold a property constant' },
  removeConstant: { zh: '不再要求各步相同', en: 'No longer hold it constant' },
  before: { zh: '对比期', en: 'Before' },
  addPattern: { zh: '或者另一个事件，任一都算这一步', en: 'Or another event: any of them is this step' },
  or: { zh: '或', en: 'or' },
  removePattern: { zh: '去掉这个事件', en: 'Remove this event' },
  removeStep: { zh: '删除这一步', en: 'Remove this step' },
  within: { zh: '完成时限', en: 'within' },
  exclude: { zh: '排除', en: 'Except those who did' },
  addExclusion: { zh: '添加排除事件', en: 'Exclude an event' },
  removeExclusion: { zh: '删除这条排除', en: 'Remove this exclusion' },
  between: { zh: '发生在', en: 'between' },
  and: { zh: '与', en: 'and' },
  betweenEnd: { zh: '之间', en: '' },
  betweenDone: { zh: '最先与最后做到的步骤之间', en: 'between the first and the last step done' },
  orderLabel: { zh: '先后', en: 'Order' },
  window: { zh: '时限', en: 'Window' },
  windowUnit: { zh: '时限单位', en: 'Unit of the window' },
  showLabel: { zh: '查看', en: 'Show' },
  attribute: { zh: '分组取值', en: 'Group by the value at' },
  excludedLabel: { zh: '排除后', en: 'An excluded event ends' },
  excludedAttempt: { zh: '只结束这一次', en: 'that attempt only' },
  excludedPerson: { zh: '去掉这个人', en: 'the whole person' },
  fromStep: { zh: '起始步骤', en: 'From step' },
  toStep: { zh: '结束步骤', en: 'To step' },
  afterStep: { zh: '在此步之后', en: 'After step' },
  beforeStep: { zh: '在此步之前', en: 'Before step' },
  rate: { zh: '总转化率', en: 'Of all' },
  share: { zh: '占比', en: 'Share' },
  stepRate: { zh: '上一步转化率', en: 'Of step before' },
  dropped: { zh: '流失', en: 'Dropped' },
  seconds: { zh: '间隔中位数', en: 'Median time' },
  group: { zh: '分组', en: 'Group' },
  period: { zh: '进入时间', en: 'Entered' },
  entered: { zh: '进入人数', en: 'Entered' },
  converted: { zh: '转化人数', en: 'Converted' },
  conversion: { zh: '转化率', en: 'Conversion' },
  since: { zh: '从', en: 'from' },
  from: { zh: '用时从', en: 'From' },
  to: { zh: '到', en: 'to' },
  average: { zh: '平均', en: 'Average' },
  median: { zh: '中位数', en: 'Median' },
  nobody: { zh: '没有人进入这个漏斗', en: 'Nobody entered this funnel' },
  nobodyConverted: { zh: '没有人走完这一段', en: 'Nobody converted' },
  stillOpen: {
    zh: '有人还没到时限，转化率还会变',
    en: 'Some still have time to go on, so the conversion may yet grow',
  },
} satisfies Record<string, Words>;

/** Said when a step has been moved. */
export function movedText(step: Words, place: number, of: number): Words {
  return {
    zh: `「${step.zh}」现在是第 ${place} 步，共 ${of} 步`,
    en: `“${step.en}” is now step ${place} of ${of}`,
  };
}

/** What must be known of a period that is not whole. */
export function periodNote({ known, open, cut }: FunnelPeriod): Words | undefined {
  if (!known && open) return { zh: '没有这一期的数据', en: 'There are no data of this period' };
  if (open)
    return {
      zh: '有人还没到时限，转化率会变',
      en: 'Some still have time to go on; the conversion will change',
    };
  return cut
    ? { zh: '这一期只有一部分在所选时间内', en: 'Only a part of this period lies in the span' }
    : undefined;
}
