import type { Language } from '#lib/core';
import { formatFull, formatMeasure, longUnits, type Measure, missing } from './format-number.ts';

export type NumberForm = (value: number) => string;

/** From here on digits are hard to count. */
const LONG = 1e7;

/** The form that the counts of a column share, so that they compare digit by digit: as many decimals, one unit. */
export function columnForm(values: readonly (number | null)[], language: Language): NumberForm {
  const sizes = values.flatMap((value) =>
    value !== null && Number.isFinite(value) ? [Math.abs(value)] : [],
  );
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const least = sizes.reduce((few, size) => (size > 0 && size < few ? size : few), largest);
  const [unit, name] = longUnits[language].find(([one]) => largest >= one) ?? [1, ''];
  // in a unit that the small ones would vanish in, they would all be 0.0
  if (largest >= LONG && least >= unit / 10) return (value) => `${fixed(value / unit, 1)}${name}`;
  if (largest < 0.01) return formatFull;
  if (sizes.every(Number.isInteger)) return (value) => fixed(value, 0);
  const decimals = largest >= 100_000 ? 0 : largest >= 1000 ? 1 : 2;
  return (value) => fixed(value, decimals);
}

function fixed(value: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString('en-US', digits).replace('-', '−');
}

/** How the numbers of one column are written, whatever they measure. */
export function formOf(
  values: Iterable<number | null | undefined>,
  measure: Measure,
  language: Language,
): (value: number | null) => string {
  if (measure !== 'count') return (value) => formatMeasure(value, measure, language);
  const form = columnForm(
    [...values].map((value) => value ?? null),
    language,
  );
  return (value) => (value === null || !Number.isFinite(value) ? missing : form(value));
}
