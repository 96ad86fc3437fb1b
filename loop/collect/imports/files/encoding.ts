import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../mapping/layout-names.ts';
import { multiByteOf } from './encoding-pairs.ts';

/** The encoding bytes are in; undefined when they are no text. */
export function encodingOf(head: Buffer, pieces: readonly Buffer[]): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const start = head.subarray(0, 4096);
  const zeros = zerosOf(start);
  if (zeros.even + zeros.odd > Math.max(2, start.length * STRAY)) {
    if (zeros.even === 0) return 'utf-16le';
    return zeros.odd === 0 ? 'utf-16be' : undefined;
  }
  const foreign = [head, ...pieces].flatMap(linesOf).filter((line) => line.some((byte) => byte > 127));
  const utf8 = foreign.filter((line) => isUtf8(line)).length;
  return foreign.length === 0 || utf8 >= foreign.length * FEW ? 'utf-8' : legacyOf(foreign);
}

/** A line of another encoding is hardly ever UTF-8 by chance, so a few lines of UTF-8 say that the others are broken. */
const FEW = 0.1;

/** Zeros that broken programs leave in a text; in UTF-16 every separator, digit and line break has one. */
const STRAY = 0.005;

function zerosOf(bytes: Buffer): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 };
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++;
  });
  return zeros;
}

/** Whole lines only: a cut through a character would look like broken text. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0, end = bytes.indexOf(10); end >= 0 && lines.length < 5000; end = bytes.indexOf(10, at)) {
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines.length > 0 ? lines : [bytes.subarray(0, Math.max(0, bytes.length - 4))];
}

/** Bytes that are looked at to tell one old encoding from another. */
const LOOKED_AT = 64 * 1024;

function legacyOf(foreign: readonly Buffer[]): Encoding {
  const bytes = Buffer.concat(foreign.flatMap((line) => [line, Buffer.from('\n')])).subarray(0, LOOKED_AT);
  const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  return multiByteOf(whole) ?? singleByteOf(whole);
}

/** Encodings of one byte a letter that are told apart, the commonest first; others can be said. */
const singles: readonly Encoding[] = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
];

function singleByteOf(bytes: Buffer): Encoding {
  const rated = singles.map((encoding) => ({
    encoding,
    score: plausible(new TextDecoder(encoding).decode(bytes)),
  }));
  return rated.reduce((a, b) => (b.score > a.score + 0.01 ? b : a)).encoding;
}

const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
/** Letters of Iceland, at the places where Turkish has its own. */
const RARE = /[ðþýÐÞÝ]/;
const PUNCTUATION = /[\u2018-\u201e\u2013\u2014\u2026€£¥°«»¿¡§©®ºª№]/;

/** How much the letters beyond ASCII look like words: they stand beside letters of their script, capitals come first. */
function plausible(text: string): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 128) continue;
    count++;
    sum += weightOf(text[at] ?? '', text[at - 1] ?? ' ', text[at + 1] ?? ' ');
  }
  return count === 0 ? 0 : sum / count;
}

function weightOf(letter: string, before: string, after: string): number {
  if (letter.charCodeAt(0) < 160 || letter === '\ufffd') return -1;
  if (!LETTER.test(letter)) return PUNCTUATION.test(letter) ? 0.5 : -0.2;
  if (UPPER.test(letter) && LOWER.test(before)) return -0.5;
  const beside = [before, after].filter((other) => LETTER.test(other));
  if (beside.some((other) => isLatin(other) !== isLatin(letter))) return -0.3;
  if (beside.length === 0) return 0.3;
  // words of Latin letters have few that are beyond ASCII, and hardly two together
  if (isLatin(letter) && beside.some((other) => other.charCodeAt(0) > 127)) return 0.4;
  return RARE.test(letter) ? 0.6 : 1;
}

const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter);
