import type { Words } from '#lib/core';
import type { Named } from '../../analysis.ts';
import type { TrendAnswer } from './answer.ts';
import type { TrendQuestion } from './question.ts';
import { type SeriesWords, seriesWords, words } from './text.ts';

/** How many totals fit into a sentence. */
const MOST = 3;

/** The sentence a trend starts with: the totals of the first series, each against the answer compared with. */
export function trendHeadline(
  answer: TrendAnswer,
  { question, naming }: Named<TrendQuestion>,
  before?: TrendAnswer,
): Words {
  const parts = seriesWords(question, naming)
    .slice(0, MOST)
    .flatMap((name, i) => {
      const total = answer.totals[i] ?? null;
      return total === null ? [] : [totalOf(name, total, before?.totals[i] ?? null, question)];
    });
  if (parts.length === 0) return words.nothing;
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

function totalOf(
  { name, count }: SeriesWords,
  total: number,
  before: number | null,
  question: TrendQuestion,
): Words {
  const zh = `「${name.zh}」${count ? `${count.zh} ` : ''}${number(total)}`;
  const en = `“${name.en}”${count ? ` ${count.en}` : ''}: ${number(total)}`;
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
