import type { Language } from '#lib/core';
import { formatFull, missing } from './format-number.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-US' };

/** An amount with the sign of its currency: ¥1,234, US$0.99; without one that is known, the number alone. Cents only below a thousand. */
export function formatMoney(
  value: number | null,
  currency: string | null | undefined,
  language: Language,
): string {
  if (value === null || !Number.isFinite(value)) return missing;
  if (!currency || !/^[A-Za-z]{3}$/.test(currency)) return formatFull(value);
  const whole = Math.abs(value) >= 1000 || Number.isInteger(value);
  const text = new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(value);
  return text.replace('-', '−');
}
