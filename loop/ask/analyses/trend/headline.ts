import type { Words } from '#lib/core';
import type { Asked } from '../../analysis.ts';
import type { TrendAnswer, TrendName } from './answer.ts';
import type { TrendQuestion } from './question.ts';
import { countText, words } from './text.ts';

/** How many totals fit into a sentence. */
const MOST = 3;

/** The sentence a trend starts with: the totals of the first series, each against the answer compared with. */
export function trendHeadline(
  answer: TrendAnswer,
  { question }: Asked<TrendQuestion>,
  before?: TrendAnswer,
): Words {
  const parts = answer.names.slice(0, MOST).flatMap((name, i) => {
    const total = answer.totals[i] ?? null;
    return total === null ? [] : [totalOf(name, total, before?.totals[i] ?? null, question)];
  });
  if (parts.length === 0) return words.nothing;
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

function totalOf(
  { name, count }: TrendName,
  total: number,
  before: number | null,
  question: TrendQuestion,
): Words {
  const what = count === undefined ? undefined : countText(count);
  const zh = what ? `「${name}」${what.zh} ${number(total)}` : `「${name}」${number(total)}`;
  const en = what ? `“${name}” ${what.en}: ${number(total)}` : `“${name}”: ${number(total)}`;
  if (before === null || before === 0) return { zh, en };
  const change = Math.round(((total - before) / Math.abs(before)) * 1000) / 10;
  const span =
    question.compare === 'year'
      ? { zh: '去年同期', en: 'a year earlier' }
      : { zh: '上期', en: 'the previous span' };
  if (change === 0) return { zh: `${zh}，与${span.zh}持平`, en: `${en}, the same as in ${span.en}` };
  const size = `${Math.abs(change).toFixed(1)}%`;
  return change > 0
    ? { zh: `${zh}，比${span.zh}多 ${size}`, en: `${en}, ${size} above ${span.en}` }
    : { zh: `${zh}，比${span.zh}少 ${size}`, en: `${en}, ${size} below ${span.en}` };
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
