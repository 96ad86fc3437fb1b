const ENCODER = new TextEncoder();
let bytes = new Uint8Array(4096);
let words = new Uint32Array(bytes.buffer);
/** The last digest, low half first. */
const digested = new Uint32Array(2);

/**
 * SipHash-2-4 with the zero key (Aumasson, Bernstein 2012) of the first `length` bytes of the scratch.
 * Each 64-bit number is two halves, `a0` low and `a1` high, kept in locals: BigInt is ten times slower, an array four times.
 * What a low half carries over is the majority of the high bits of both and of what is missing in the sum.
 */
function digest(length: number): void {
  const whole = length & ~7;
  for (let at = length; at < whole + 8; at++) bytes[at] = 0;
  bytes[whole + 7] = length & 255;
  const end = (whole >>> 2) + 2;
  let [a0, a1, b0, b1] = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261];
  let [c0, c1, d0, d1] = [0x6e657261, 0x6c796765, 0x79746573, 0x74656462];
  for (let word = 0; word <= end; word += 2) {
    const last = word === end;
    const low = last ? 0 : words[word]! | 0;
    const high = last ? 0 : words[word + 1]! | 0;
    d0 ^= low;
    d1 ^= high;
    if (last) c0 ^= 0xff;
    for (let round = last ? 4 : 2; round > 0; round--) {
      let sum = (a0 + b0) | 0;
      a1 = (a1 + b1 + (((a0 & b0) | ((a0 | b0) & ~sum)) >>> 31)) | 0;
      a0 = sum;
      let keep = b0;
      b0 = ((b0 << 13) | (b1 >>> 19)) ^ a0;
      b1 = ((b1 << 13) | (keep >>> 19)) ^ a1;
      keep = a0;
      a0 = a1;
      a1 = keep;
      sum = (c0 + d0) | 0;
      c1 = (c1 + d1 + (((c0 & d0) | ((c0 | d0) & ~sum)) >>> 31)) | 0;
      c0 = sum;
      keep = d0;
      d0 = ((d0 << 16) | (d1 >>> 16)) ^ c0;
      d1 = ((d1 << 16) | (keep >>> 16)) ^ c1;
      sum = (a0 + d0) | 0;
      a1 = (a1 + d1 + (((a0 & d0) | ((a0 | d0) & ~sum)) >>> 31)) | 0;
      a0 = sum;
      keep = d0;
      d0 = ((d0 << 21) | (d1 >>> 11)) ^ a0;
      d1 = ((d1 << 21) | (keep >>> 11)) ^ a1;
      sum = (c0 + b0) | 0;
      c1 = (c1 + b1 + (((c0 & b0) | ((c0 | b0) & ~sum)) >>> 31)) | 0;
      c0 = sum;
      keep = b0;
      b0 = ((b0 << 17) | (b1 >>> 15)) ^ c0;
      b1 = ((b1 << 17) | (keep >>> 15)) ^ c1;
      keep = c0;
      c0 = c1;
      c1 = keep;
    }
    a0 ^= low;
    a1 ^= high;
  }
  digested[0] = a0 ^ b0 ^ c0 ^ d0;
  digested[1] = a1 ^ b1 ^ c1 ^ d1;
}

function load(text: string): number {
  if (text.length * 3 + 8 > bytes.length) {
    bytes = new Uint8Array((text.length * 3 + 15) & ~7);
    words = new Uint32Array(bytes.buffer);
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return ENCODER.encodeInto(text, bytes).written;
    bytes[at] = code;
  }
  return text.length;
}

function loadSpan(from: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length + 8 > bytes.length) {
    bytes = new Uint8Array((length + 15) & ~7);
    words = new Uint32Array(bytes.buffer);
  }
  for (let at = 0; at < length; at++) bytes[at] = from[start + at]!;
  return length;
}

/** A 64-bit hash as two halves: what an open-addressing table holds. */
export interface Halves {
  low: number;
  high: number;
}

const out: Halves = { low: 0, high: 0 };

/** The hash of a text alone; the object is used again by the next call. */
export function hashText(text: string): Readonly<Halves> {
  digest(load(text));
  out.low = digested[0]!;
  out.high = digested[1]!;
  return out;
}

/** The same of a text in UTF-8. */
export function hashBytes(from: Uint8Array, start: number, end: number): Readonly<Halves> {
  digest(loadSpan(from, start, end));
  out.low = digested[0]!;
  out.high = digested[1]!;
  return out;
}

/** The hash of a text within a project. */
export function hashHalves(project: number, text: string): Halves {
  const prefix = hashOfProject(project);
  digest(load(text));
  return within(prefix);
}

/** The same of a text in UTF-8. */
export function hashHalvesOfBytes(project: number, from: Uint8Array, start: number, end: number): Halves {
  const prefix = hashOfProject(project);
  digest(loadSpan(from, start, end));
  return within(prefix);
}

/** The last digest, behind that of a project. */
function within(prefix: Halves): Halves {
  words[0] = prefix.low;
  words[1] = prefix.high;
  words[2] = digested[0]!;
  words[3] = digested[1]!;
  digest(16);
  return { low: digested[0]!, high: digested[1]! };
}

/** The same number as the engine's `sipHash64(toUInt32(project), text)`, in decimal digits. */
export function hash64(project: number, text: string): string {
  return decimal(hashHalves(project, text));
}

/** Decimal digits of a 64-bit number in halves. */
export function decimal({ low, high }: Halves): string {
  return high === 0 ? String(low) : ((BigInt(high) << 32n) | BigInt(low)).toString();
}

const projects = new Map<number, Halves>();

function hashOfProject(project: number): Halves {
  let known = projects.get(project);
  if (!known) {
    words[0] = project;
    digest(4);
    known = { low: digested[0]!, high: digested[1]! };
    projects.set(project, known);
  }
  return known;
}
