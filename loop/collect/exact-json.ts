import type { Json } from './properties.ts';

/** Sixteen digits in a row, or an escaped surrogate: the only texts `JSON.parse` alone would not keep as they are. */
const DELICATE = /\d{16}|\\u[dD][89a-fA-F]/;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * `JSON.parse` that loses no digit: whole numbers beyond 2^53 become their digits as text, and halves of
 * surrogate pairs, which no UTF-8 can hold, become U+FFFD. Throws `SyntaxError` like `JSON.parse`.
 */
export function parseExact(text: string): Json {
  return JSON.parse(DELICATE.test(text) ? keepDigits(keepPairs(text)) : text);
}

function keepPairs(text: string): string {
  return text.replace(
    /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g,
    (found) => (found.length === 6 ? '\\ufffd' : found),
  );
}

/** Puts quotes around long whole numbers that stand outside strings. */
function keepDigits(text: string): string {
  let out = '';
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isNumberPart(code)) {
      let end = at + 1;
      while (isNumberPart(text.charCodeAt(end))) end++;
      const token = text.slice(at, end);
      if (/^-?[1-9]\d{15,}$/.test(token) && !Number.isSafeInteger(Number(token))) {
        out += `${text.slice(copied, at)}"${token}"`;
        copied = end;
      }
      at = end;
    } else at++;
  }
  return out + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (Number.isNaN(code)) return at;
    at += code === BACKSLASH ? 2 : 1;
  }
}

/** Digits, sign, point and exponent. */
function isNumberPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46 || code === 69 || code === 101
  );
}
