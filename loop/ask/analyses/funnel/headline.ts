import type { Words } from '#lib/core';
import type { Named } from '../../analysis.ts';
import { pointsApart } from '../../change.ts';
import type { FunnelAnswer } from './answer.ts';
import type { FunnelQuestion } from './question.ts';
import { stepNames, windowText, words } from './text.ts';

interface Conversion {
  readonly entered: number;
  readonly converted: number;
}

/** The sentence a funnel starts with: from the first step to the last, or the median time between two. */
export function funnelHeadline(
  answer: FunnelAnswer,
  { question, naming }: Named<FunnelQuestion>,
  before?: FunnelAnswer,
): Words {
  const names = stepNames(question, naming);
  if (answer.show === 'time') return timeHeadline(answer, names);
  const { entered, converted } = conversionOf(answer);
  if (entered === 0) return words.nobody;
  const within = windowText(question.window);
  const [first, last] = [names[0]!, names.at(-1)!];
  const rate = converted / entered;
  const then = before && before.show !== 'time' ? rateOf(conversionOf(before)) : null;
  const entries = answer.show === 'trend';
  const zh = `从「${first.zh}」到「${last.zh}」，${within.zh}内转化 ${percent(rate)}（${number(converted)} / ${number(entered)} ${entries ? '人次' : '人'}）`;
  const en = `${percent(rate)} got from “${first.en}” to “${last.en}” within ${within.en} (${number(converted)} of ${number(entered)} ${entries ? 'entries' : 'people'})`;
  if (then === null) return { zh, en };
  const change = pointsApart(rate, then, question.compare);
  return { zh: `${zh}，${change.zh}`, en: `${en}, ${change.en}` };
}

/** What a conversion cannot say of itself: that it is not the last word. */
export function funnelRemarks(answer: FunnelAnswer): readonly Words[] {
  return answer.open ? [words.stillOpen] : [];
}

function timeHeadline(answer: Extract<FunnelAnswer, { show: 'time' }>, names: readonly Words[]): Words {
  const [everybody] = answer.groups;
  if (!everybody || everybody.median === null) return words.nobodyConverted;
  const [from, to] = [names[answer.from]!, names[answer.to]!];
  const median = duration(everybody.median);
  return {
    zh: `从「${from.zh}」到「${to.zh}」，一半的人用时不超过 ${median.zh}（共 ${number(everybody.people)} 人）`,
    en: `Half of those who got from “${from.en}” to “${to.en}” took at most ${median.en} (${number(everybody.people)} people)`,
  };
}

function conversionOf(answer: Exclude<FunnelAnswer, { show: 'time' }>): Conversion {
  if (answer.show === 'steps') {
    const steps = answer.groups[0]?.steps ?? [];
    return { entered: steps[0]?.people ?? 0, converted: steps.at(-1)?.people ?? 0 };
  }
  const people = answer.groups[0]?.people ?? [];
  const total = (at: number) => people.reduce((sum, steps) => sum + (steps.at(at) ?? 0), 0);
  return { entered: total(0), converted: total(-1) };
}

function rateOf({ entered, converted }: Conversion): number | null {
  return entered === 0 ? null : converted / entered;
}

const lengths = [
  { seconds: 86_400, zh: '天', en: 'days' },
  { seconds: 3600, zh: '小时', en: 'hours' },
  { seconds: 60, zh: '分钟', en: 'minutes' },
  { seconds: 0, zh: '秒', en: 'seconds' },
];

function duration(seconds: number): Words {
  const { seconds: unit, zh, en } = lengths.find((length) => seconds >= length.seconds * 1.5) ?? lengths[3]!;
  const n = number(Math.round((seconds / Math.max(1, unit)) * 10) / 10);
  return { zh: `${n} ${zh}`, en: `${n} ${en}` };
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)}%`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
