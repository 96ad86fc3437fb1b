import type { Json } from '../properties.ts';

const QUOTE = 34;
const BACKSLASH = 92;
/** A whole number that a double cannot hold has so many digits at least. */
const DIGITS = 16;

/** Sixteen digits in a row, or an escaped letter. */
const DELICATE = /\d{16}|\\u/;

/**
 * `JSON.parse` that loses no digit: whole numbers beyond 2^53 become their digits as text, and halves of
 * surrogate pairs, which no UTF-8 can hold, become U+FFFD. Throws `SyntaxError` like `JSON.parse`.
 */
export function parseExact(text: string): Json {
  return parse(text, DELICATE.test(text));
}

/** The same of a text in UTF-8; bytes are looked through six times as fast. */
export function parseExactBytes(bytes: Buffer): Json {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return parse(bytes.toString('utf8', marked ? 3 : 0), isDelicate(bytes));
}

function parse(text: string, delicate: boolean): Json {
  return JSON.parse(delicate ? keepDigits(keepPairs(text)) : text);
}

/** What `DELICATE` finds; of sixteen digits in a row, one stands where we look. */
function isDelicate(bytes: Buffer): boolean {
  for (let at = DIGITS - 1; at < bytes.length; at += DIGITS) {
    if (!isDigit(bytes[at])) continue;
    let first = at;
    let last = at;
    while (isDigit(bytes[first - 1])) first--;
    while (isDigit(bytes[last + 1])) last++;
    if (last - first + 1 >= DIGITS) return true;
  }
  return bytes.includes('\\u');
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

/** JSON text in which halves of surrogate pairs are escaped as U+FFFD. */
export function keepPairs(text: string): string {
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
