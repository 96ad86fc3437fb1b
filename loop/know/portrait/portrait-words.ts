import { daysBetween, type Words } from '#lib/core';
import type { Activity } from './activity.ts';
import type { Rhythm } from './rhythm.ts';

interface Portrayed extends Activity {
  readonly rhythm: Rhythm;
  /** How often they bought; absent where the data tell of no purchases. */
  readonly orders: number | undefined;
}

/** Who somebody is in a sentence: how often they buy or come, when in the day, and whether of late more or less. */
export function portraitWords(portrayed: Portrayed): Words {
  const parts = [often(portrayed), ...timeOfDay(portrayed), ...lately(portrayed)];
  const en = parts.map((part) => part.en).join('; ');
  return {
    zh: `${parts.map((part) => part.zh).join('，')}。`,
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)}.`,
  };
}

function often({ rhythm: { of, every }, orders, days }: Portrayed): Words {
  if (days.length === 0) return { zh: '没有留下任何事件', en: 'no events are known' };
  const n = every === null ? undefined : Math.max(1, Math.round(every));
  if (of === 'orders' && n !== undefined)
    return n === 1
      ? { zh: '几乎每天都买', en: 'buys almost every day' }
      : { zh: `大约每 ${n} 天买一次`, en: `buys about every ${n} days` };
  const comes = visits(n, days.length);
  if (!orders) return orders === undefined ? comes : joined(comes, { zh: '还没买过', en: 'never bought' });
  return joined(comes, {
    zh: `买过 ${orders} 次`,
    en: `bought ${orders === 1 ? 'once' : `${orders} times`}`,
  });
}

function visits(every: number | undefined, days: number): Words {
  if (every === 1) return { zh: '几乎每天都来', en: 'comes almost every day' };
  if (every !== undefined) return { zh: `大约每 ${every} 天来一次`, en: `comes about every ${every} days` };
  return { zh: `一共来过 ${days} 天`, en: `came on ${days} ${days === 1 ? 'day' : 'days'} in all` };
}

function joined(a: Words, b: Words): Words {
  return { zh: `${a.zh}，${b.zh}`, en: `${a.en}, ${b.en}` };
}

const parts: readonly Words[] = [
  { zh: '常在凌晨来', en: 'mostly at night' },
  { zh: '常在上午来', en: 'mostly in the morning' },
  { zh: '常在下午来', en: 'mostly in the afternoon' },
  { zh: '常在晚上来', en: 'mostly in the evening' },
];
/** Fewer events say nothing of a habit, nor does a part of the day that holds less than this share. */
const FEWEST = 10;
const SHARE = 0.5;

function timeOfDay({ hours }: Activity): Words[] {
  const total = hours.reduce((sum, n) => sum + n, 0);
  const inPart = parts.map((_, i) => hours.slice(6 * i, 6 * i + 6).reduce((sum, n) => sum + n, 0));
  const most = inPart.indexOf(Math.max(...inPart));
  const words = parts[most];
  return total >= FEWEST && words && inPart[most]! >= SHARE * total ? [words] : [];
}

function lately({ days, today }: Activity): Words[] {
  if (days.length === 0) return [];
  const within = (from: number, to: number) =>
    days.filter(({ day }) => {
      const ago = daysBetween(day, today);
      return ago >= from && ago < to;
    }).length;
  const [now, before] = [within(0, 30), within(30, 60)];
  const noun = (n: number) => (n === 1 ? 'day' : 'days');
  // of somebody new there is nothing to hold it against
  const isNew = days[0] !== undefined && daysBetween(days[0].day, today) < 30;
  const than = isNew
    ? { zh: '', en: '' }
    : { zh: `（之前 30 天 ${before} 天）`, en: ` (${before} of the 30 before)` };
  if (now > 0)
    return [
      {
        zh: `近 30 天来过 ${now} 天${than.zh}`,
        en: `came on ${now} ${noun(now)} of the last 30${than.en}`,
      },
    ];
  return before > 0
    ? [
        {
          zh: `近 30 天没有来过，之前 30 天来过 ${before} 天`,
          en: `not seen in the last 30 days, on ${before} ${noun(before)} of the 30 before`,
        },
      ]
    : [{ zh: '近 60 天没有来过', en: 'not seen in the last 60 days' }];
}
