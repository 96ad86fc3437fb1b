import type { Words } from '#lib/core';
import { formatFull } from '#lib/ui';
import type { analyses } from '#loop/ask';

export type TrendAnswer = Parameters<(typeof analyses)['trend']['table']>[0];

/** How many come on a day: the average of the whole days, against the days before. The people of all days together are others. */
export function dailyHeadline(answer: TrendAnswer, before: TrendAnswer | undefined): Words | undefined {
  const now = averageOf(answer);
  if (now === null) return undefined;
  const n = formatFull(now < 10 ? Math.round(now * 10) / 10 : Math.round(now));
  const then = before?.complete ? averageOf(before) : null;
  if (!then) return { zh: `平均每天 ${n} 人`, en: `${n} people a day on average` };
  const days = answer.periods.length;
  const percent = Math.round((now / then - 1) * 1000) / 10;
  if (percent === 0)
    return {
      zh: `平均每天 ${n} 人，与前 ${days} 天持平`,
      en: `${n} people a day on average, as in the ${days} days before`,
    };
  const size = `${Math.abs(percent).toFixed(1)}%`;
  return {
    zh: `平均每天 ${n} 人，比前 ${days} 天${percent < 0 ? '少' : '多'} ${size}`,
    en: `${n} people a day on average, ${size} ${percent < 0 ? 'below' : 'above'} the ${days} days before`,
  };
}

function averageOf({ periods, lines }: TrendAnswer): number | null {
  const values = (lines[0]?.values ?? []).filter((value, i) => value !== null && !periods[i]?.open);
  return values.length === 0
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
}
