import type { Words } from '#lib/core';
import { formatFull, formatNumber } from '#lib/ui';
import type { Tile } from './tiles-of-answers.ts';

/** Less than half a percent up or down is told as the same. */
const SAME = 0.005;

const FEW = 5;

/** How things stand, in one sentence: who comes, what comes in, and which way both go. */
export function standingSentence(tiles: readonly Tile[], live: boolean): Words | undefined {
  const of = (key: Tile['key']) => tiles.find((tile) => tile.key === key);
  const [daily, weekly, money] = [of('daily'), of('weekly'), of('money')];
  if (!daily || daily.value === null || !weekly) return undefined;
  // of a few people a week an average of a day says nothing
  const few = daily.value < FEW;
  const came = against(few ? weekly : daily);
  const n = formatFull(few ? weekly.value : daily.value);
  const { from, to } = daily.span;
  const days = live
    ? { zh: '最近 7 天', en: 'over the last 7 days' }
    : { zh: `${from} 至 ${to} `, en: `from ${from} to ${to}` };
  const paid = money && money.value !== null ? { ...money, change: against(money, true) } : undefined;
  const sum = (language: 'zh' | 'en') => formatNumber(paid?.value ?? null, language);
  return {
    zh: `${days.zh}${few ? `共 ${n} 人` : `日均 ${n} 人`}活跃${came.zh}${paid ? `；${paid.name.zh} ${sum('zh')}${paid.change.zh}` : ''}。`,
    en: `${n} ${n === '1' ? 'person' : 'people'} came ${few ? '' : 'a day '}${days.en}${came.en}${paid ? `; ${paid.name.en.toLowerCase()} ${sum('en')}${paid.change.en}` : ''}.`,
  };
}

/** Which way a number went against the days before; nothing where that is not known. */
function against({ value, before }: Pick<Tile, 'value' | 'before'>, short = false): Words {
  if (value === null || !before) return { zh: '', en: '' };
  const change = value / before - 1;
  if (Math.abs(change) < SAME)
    return short
      ? { zh: '，基本持平', en: ', much the same' }
      : { zh: '，与前 7 天基本持平', en: ', much as in the 7 before' };
  const size = `${(Math.abs(change) * 100).toFixed(1)}%`;
  const [zh, en] = change > 0 ? ['多', 'up'] : ['少', 'down'];
  return short
    ? { zh: `，${zh} ${size}`, en: `, ${en} ${size}` }
    : { zh: `，比前 7 天${zh} ${size}`, en: `, ${en} ${size} on the 7 before` };
}

/** What moved, in one sentence. */
export function movedSentence(name: Words, change: number): Words {
  if (change === Number.POSITIVE_INFINITY)
    return {
      zh: `「${name.zh}」最近 7 天才出现，之前 7 天一次也没有`,
      en: `“${name.en}” appeared in the last 7 days; there was none in the 7 before`,
    };
  const size = change > 1 ? (1 + change).toFixed(1) : `${(Math.abs(change) * 100).toFixed(0)}%`;
  if (change > 1)
    return {
      zh: `「${name.zh}」最近 7 天是前 7 天的 ${size} 倍`,
      en: `“${name.en}” came to ${size} times the 7 days before`,
    };
  return {
    zh: `「${name.zh}」最近 7 天比前 7 天${change > 0 ? '多' : '少'} ${size}`,
    en: `“${name.en}” ${change > 0 ? 'rose' : 'fell'} by ${size} against the 7 days before`,
  };
}
