import type { Words } from '#lib/core';
import type { Named } from '../../analysis/analysis.ts';
import { percentApart } from '../../analysis/change.ts';
import { silenceRemark } from '../../analysis/reach.ts';
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
      return total === null
        ? []
        : [totalOf(name, total, before?.complete ? (before.totals[i] ?? null) : null, question)];
    });
  if (parts.length === 0) return words.nothing;
  return {
    zh: parts.map(({ zh }) => zh).join('；'),
    en: parts.map(({ en }) => en).join('; '),
  };
}

/** What totals cannot say of themselves: that they will grow, or that data are missing of a part of the span. */
export function trendRemarks(answer: TrendAnswer, { question, naming }: Named<TrendQuestion>): Words[] {
  const names = seriesWords(question, naming);
  const silent = answer.silences.map(({ series, ...silence }) =>
    silenceRemark(silence, series === undefined ? undefined : names[series]?.name),
  );
  return answer.running && silent.length === 0 ? [words.running] : silent;
}

function totalOf(
  { name, count }: SeriesWords,
  total: number,
  before: number | null,
  { compare }: TrendQuestion,
): Words {
  const zh = `「${name.zh}」${count ? `${count.zh} ` : ''}${number(total)}`;
  const en = `“${name.en}”${count ? ` ${count.en}` : ''}: ${number(total)}`;
  if (before === null || before === 0) return { zh, en };
  const change = percentApart(total, before, compare);
  return { zh: `${zh}，${change.zh}`, en: `${en}, ${change.en}` };
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
