import type { Language } from '#lib/core';

/** What a number measures, and so how it is written. */
export type Measure = 'count' | 'rate' | 'seconds' | 'points' | 'change';

export const missing = '–';

/** Units in which long numbers are shortened, the largest first. */
export const longUnits: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  zh: [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ],
};

function plain(value: number, decimals: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals }).replace('-', '−');
}

/** Short: 1.2万, 3.4亿 in Chinese, 12K, 340M in English; at most one decimal. */
export function formatNumber(value: number | null, language: Language): string {
  if (value === null || !Number.isFinite(value)) return missing;
  const size = Math.abs(value);
  const steps = longUnits[language];
  // A number that would round up to the next unit takes it: 999,960 is 1M, not 1,000K.
  const at = steps.findIndex(([unit]) => size >= unit * (size >= 1e4 ? 0.99995 : 1));
  const step = steps[at];
  if (!step || (language === 'en' && size < 1e4)) return formatFull(value);
  const scaled = value / step[0];
  return plain(scaled, Math.abs(scaled) >= 100 ? 0 : 1) + step[1];
}

/** In full: 1,234,567; at most two decimals, more only where nothing else would remain. */
export function formatFull(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return missing;
  const size = Math.abs(value);
  const text = size > 0 && size < 0.01 ? value.toPrecision(2) : plain(value, size >= 1000 ? 0 : 2);
  return text.replace('-', '−');
}

/** A share of 1 as a percentage with one decimal: 0.1842 → 18.4%. */
export function formatRate(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return missing;
  return `${(value * 100).toFixed(1)}%`.replace('-', '−');
}

/** A difference of two shares in percentage points, signed: +2.1 个百分点, −2.1 pp. */
export function formatPoints(value: number | null, language: Language): string {
  if (value === null || !Number.isFinite(value)) return missing;
  const rounded = Math.round(value * 1000) / 10;
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '';
  return `${sign}${Math.abs(rounded).toFixed(1)} ${language === 'zh' ? '个百分点' : 'pp'}`;
}

/** A relative change, signed: +12.3%. */
export function formatChange(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return missing;
  const text = formatRate(Math.abs(value));
  return text === '0.0%' ? text : `${value > 0 ? '+' : '−'}${text}`;
}

const spans: readonly { seconds: number; words: Readonly<Record<Language, string>> }[] = [
  { seconds: 86_400, words: { zh: '天', en: 'd' } },
  { seconds: 3600, words: { zh: '小时', en: 'h' } },
  { seconds: 60, words: { zh: '分', en: 'min' } },
  { seconds: 1, words: { zh: '秒', en: 's' } },
];

/** A length of time in its two largest parts: 1天 2小时, 3 min 20 s. */
export function formatDuration(seconds: number | null, language: Language): string {
  if (seconds === null || !Number.isFinite(seconds)) return missing;
  const gap = language === 'zh' ? '' : ' ';
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (size < 10) return `${sign}${plain(size, 1)}${gap}${language === 'zh' ? '秒' : 's'}`;
  const largest = spans.findIndex((span) => Math.round(size) >= span.seconds);
  const small = spans[Math.min(largest + 1, spans.length - 1)]?.seconds ?? 1;
  let rest = Math.round(size / small) * small;
  const parts: string[] = [];
  for (const span of spans) {
    if (span.seconds < small) break;
    const whole = Math.floor(rest / span.seconds);
    rest -= whole * span.seconds;
    if (whole > 0) parts.push(`${plain(whole, 0)}${gap}${span.words[language]}`);
  }
  return sign + parts.join(' ');
}

const short: Readonly<Record<Measure, (value: number | null, language: Language) => string>> = {
  count: formatNumber,
  rate: (value) => formatRate(value),
  seconds: formatDuration,
  points: formatPoints,
  change: (value) => formatChange(value),
};

/** A number as its measure is written where space is short. */
export function formatMeasure(value: number | null, measure: Measure, language: Language): string {
  return short[measure](value, language);
}

/** The same with nothing rounded away, for tooltips and tables. */
export function formatMeasureFull(value: number | null, measure: Measure, language: Language): string {
  return measure === 'count' ? formatFull(value) : short[measure](value, language);
}
