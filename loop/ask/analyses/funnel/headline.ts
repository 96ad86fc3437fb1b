import type { Words } from '#lib/core';
import type { Named } from '../../analysis/analysis.ts';
import { pointsApart } from '../../analysis/change.ts';
import { silenceRemark } from '../../analysis/reach.ts';
import type { FunnelAnswer, FunnelPeriod } from './answer.ts';
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
  const { entered, converted, ripe } = conversionOf(answer);
  if (entered === 0) return words.nobody;
  const of = unitWords(answer, entered !== 1);
  const within = windowText(question.window);
  const [first, last] = [names[0]!, names.at(-1)!];
  const rate = converted / entered;
  const then = before && before.show !== 'time' ? rateOf(conversionOf(before)) : null;
  const only = ripe
    ? { zh: `，只算已满 ${within.zh}的`, en: ` ${of.who} have had their ${within.en}` }
    : { zh: '', en: '' };
  const zh = `从「${first.zh}」到「${last.zh}」，${within.zh}内转化 ${percent(rate)}（${number(converted)} / ${number(entered)} ${of.zh}${only.zh}）`;
  const en = `${percent(rate)} got from “${first.en}” to “${last.en}” within ${within.en} (${number(converted)} of ${number(entered)} ${of.en}${only.en})`;
  if (then === null) return { zh, en };
  const change = pointsApart(rate, then, question.compare);
  return { zh: `${zh}，${change.zh}`, en: `${en}, ${change.en}` };
}

/** What a conversion cannot say of itself: who is not in it, or that it is not the last word. */
export function funnelRemarks(answer: FunnelAnswer, { question }: Named<FunnelQuestion>): Words[] {
  const silent = answer.silences.map((silence) => silenceRemark(silence));
  if (!answer.open) return silent;
  const { entered, ripe } = answer.show === 'time' ? { entered: 0, ripe: false } : conversionOf(answer);
  if (!ripe || answer.show === 'time') return [...silent, words.stillOpen];
  const left = everybodyOf(answer).entered - entered;
  const more = number(left);
  const one = left === 1;
  const within = windowText(question.window);
  const { zh, en } = unitWords(answer, !one);
  return [
    ...silent,
    {
      zh: `另有 ${more} ${zh}还没满 ${within.zh}，没有计入这个转化率；图和表包括他们`,
      en: `${more} more ${en} ${one ? 'has' : 'have'} not had ${within.en} yet and ${one ? 'is' : 'are'} not in this rate; the picture and the table hold everybody`,
    },
  ];
}

function timeHeadline(answer: Extract<FunnelAnswer, { show: 'time' }>, names: readonly Words[]): Words {
  const [everybody] = answer.groups;
  if (!everybody || everybody.median === null) return words.nobodyConverted;
  const [from, to] = [names[answer.from]!, names[answer.to]!];
  const median = duration(everybody.median);
  const of = unitWords(answer, everybody.people !== 1);
  return {
    zh: `从「${from.zh}」到「${to.zh}」，一半的人用时不超过 ${median.zh}（共 ${number(everybody.people)} ${of.zh}）`,
    en: `Half of those who got from “${from.en}” to “${to.en}” took at most ${median.en} (${number(everybody.people)} ${of.en})`,
  };
}

/** What is counted: people, how often they entered in one of the periods, or attempts. */
function unitWords({ show, count }: FunnelAnswer, many: boolean): Words & { readonly who: 'who' | 'that' } {
  if (count === 'attempts') return { zh: '次', en: many ? 'attempts' : 'attempt', who: 'that' };
  if (show === 'trend') return { zh: '人次', en: many ? 'entries' : 'entry', who: 'that' };
  return { zh: '人', en: many ? 'people' : 'person', who: 'who' };
}

/** Rates of fewer people whose window is over speak only where these are most of all. */
const ENOUGH = 30;

/** Of those whose window is over, unless these are too few to speak for all. */
function conversionOf(answer: Exclude<FunnelAnswer, { show: 'time' }>): Conversion & { ripe: boolean } {
  const all = everybodyOf(answer);
  const { entered, converted } = answer.show === 'steps' ? answer.ripe : sumOf(answer, ({ open }) => !open);
  const ripe = entered < all.entered && entered >= Math.min(ENOUGH, all.entered / 2);
  return ripe ? { entered, converted, ripe } : { ...all, ripe };
}

function everybodyOf(answer: Exclude<FunnelAnswer, { show: 'time' }>): Conversion {
  if (answer.show === 'trend') return sumOf(answer, () => true);
  const steps = answer.groups[0]?.steps ?? [];
  return { entered: steps[0]?.people ?? 0, converted: steps.at(-1)?.people ?? 0 };
}

function sumOf(
  { groups, periods }: Extract<FunnelAnswer, { show: 'trend' }>,
  which: (period: FunnelPeriod) => boolean,
): Conversion {
  const people = (groups[0]?.people ?? []).filter((_, i) => which(periods[i]!));
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

/** A length of time in words. */
export function duration(seconds: number): Words {
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
