import type { Words } from '#lib/core';
import { againstWords } from './against.ts';
import type { Common } from './question.ts';

type Compare = Common['compare'];

/** How far a rate is from what it was: "2.0 points below the previous span". */
export function pointsApart(rate: number, before: number, compare: Compare): Words {
  const points = Math.round((rate - before) * 1000) / 10;
  const size = Math.abs(points).toFixed(1);
  return apart(points, compare, (than) => ({
    zh: `比${than.zh}${points > 0 ? '高' : '低'} ${size} 个百分点`,
    en: `${size} points ${points > 0 ? 'above' : 'below'} ${than.en}`,
  }));
}

/** How far an amount is from what it was, in percent of that: "12.5% above a year earlier". */
export function percentApart(amount: number, before: number, compare: Compare): Words {
  const percent = Math.round(((amount - before) / Math.abs(before)) * 1000) / 10;
  const size = `${Math.abs(percent).toFixed(1)}%`;
  return apart(percent, compare, (than) => ({
    zh: `比${than.zh}${percent > 0 ? '多' : '少'} ${size}`,
    en: `${size} ${percent > 0 ? 'above' : 'below'} ${than.en}`,
  }));
}

function apart(change: number, [against]: Compare, say: (than: Words) => Words): Words {
  const than =
    against === undefined || against === 'previous'
      ? { zh: '上期', en: 'the previous span' }
      : againstWords(against);
  return change === 0 ? { zh: `与${than.zh}持平`, en: `the same as in ${than.en}` } : say(than);
}
