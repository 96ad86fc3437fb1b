import { composed } from '#loop/condition';

/** Names are forgotten all at once when there are more: somebody makes them up. */
const MOST = 4096;
const SLOTS = MOST * 4;
/** Longer names are left to the general way, which cuts them. */
export const LONGEST_NAME = 200;

/** Below it no byte of UTF-8 begins a letter that could be put together with the one before. */
const COMBINING = 0xcc;

/** Whether a name is in the one spelling names are kept in; the general way brings others into it. */
export function isComposed(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at]! < COMBINING) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    return composed(text) === text;
  }
  return true;
}

/** Names as bytes, each with a number by which it is known from then on: most names of an event came with the one before. */
export class Names {
  /** Every name behind its length, as the engine wants it. */
  bytes = new Uint8Array(1 << 16);
  /** Where each name begins in the bytes, and after the last where the next will. */
  readonly begin = new Int32Array(MOST + 1);
  private readonly slots = new Int32Array(SLOTS);
  private count = 0;

  /** The given names are numbered in their order, from 0, and never forgotten. */
  constructor(private readonly given: readonly string[]) {
    this.forget();
  }

  /** Forgets all but the given names when there is little room; no number from before may be used after. */
  makeRoom(): void {
    if (this.count > MOST / 2) this.forget();
  }

  /** The number of a name; -1 when it is too long or not composed, or there is no room. */
  find(from: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ from[at]!, 16_777_619);
    hash ^= hash >>> 15;
    for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const name = this.slots[slot]! - 1;
      if (name < 0) return this.add(slot, from, start, end);
      if (this.is(name, from, start, end)) return name;
    }
  }

  private is(name: number, from: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this;
    const length = end - start;
    const first = this.begin[name + 1]! - length;
    const head = length < 128 ? 1 : 2;
    if (first - head !== this.begin[name]) return false;
    for (let at = 0; at < length; at++) if (bytes[first + at] !== from[start + at]) return false;
    return true;
  }

  private add(slot: number, from: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST_NAME || this.count === MOST || !isComposed(from, start, end)) return -1;
    let at = this.begin[this.count]!;
    if (at + length + 2 > this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    if (length < 128) this.bytes[at++] = length;
    else {
      this.bytes[at++] = (length & 127) | 128;
      this.bytes[at++] = length >> 7;
    }
    this.bytes.set(from.subarray(start, end), at);
    this.slots[slot] = ++this.count;
    this.begin[this.count] = at + length;
    return this.count - 1;
  }

  private forget(): void {
    this.slots.fill(0);
    this.count = 0;
    for (const name of this.given) {
      const bytes = Buffer.from(name);
      this.find(bytes, 0, bytes.length);
    }
  }
}
