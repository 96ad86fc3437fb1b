const [MINUS, DOT, ZERO] = [45, 46, 48];
/** A whole number of so many digits, divided by a power of ten that a double holds, is rounded once, and so exact. */
const DIGITS = 15;
const POWERS = Array.from({ length: DIGITS + 1 }, (_, n) => 10 ** n);

/** The double of a JSON number in its plain form; undefined when it is long or has an exponent. */
export function exactNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (end - start > DIGITS) return undefined;
  let whole = 0;
  let point = -1;
  let at = bytes[start] === MINUS ? start + 1 : start;
  for (; at < end; at++) {
    const code = bytes[at]!;
    if (code === DOT) point = at;
    else if (code < ZERO || code > 57) return undefined;
    else whole = whole * 10 + code - ZERO;
  }
  const value = point < 0 ? whole : whole / POWERS[end - point - 1]!;
  return bytes[start] === MINUS ? -value : value;
}
