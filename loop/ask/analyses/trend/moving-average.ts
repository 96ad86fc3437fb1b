/**
 * The mean of each value and those before it, `periods` together, at the beginning as many as there are. What is missing or
 * still open (`isOpen`) is left out, and has no mean itself.
 */
export function movingAverage(
  values: readonly (number | null)[],
  periods: number,
  isOpen: (period: number) => boolean,
): (number | null)[] {
  const whole = values.map((value, period) => (isOpen(period) ? null : value));
  return whole.map((value, period) => {
    if (value === null) return null;
    const known = whole.slice(Math.max(0, period - periods + 1), period + 1).filter((one) => one !== null);
    return known.reduce((sum, one) => sum + one, 0) / known.length;
  });
}
