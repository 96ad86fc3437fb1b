const [QUOTE, BACKSLASH, COMMA, COLON, MINUS, PLUS, DOT] = [34, 92, 44, 58, 45, 43, 46];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93];
const SPACE = 32;
/** Deeper JSON is left to the general way. */
const DEEPEST = 60;
const FIRST_ROOM = 1 << 12;

/** What a value on the tape is. A text that is `escaped` has backslashes in it. */
export const kinds = {
  object: 1,
  list: 2,
  text: 3,
  escaped: 4,
  number: 5,
  true: 6,
  false: 7,
  null: 8,
} as const;

/**
 * The values of a JSON text in UTF-8, in their order, without one string or object made: kind, where it begins and ends in the
 * bytes, and at which place of the tape its neighbour stands. Names and values of an object follow each other.
 */
export class Tape {
  bytes: Buffer = Buffer.alloc(0);
  kind = new Uint8Array(FIRST_ROOM);
  /** Of a text, the first byte behind its quote. */
  start = new Int32Array(FIRST_ROOM);
  end = new Int32Array(FIRST_ROOM);
  next = new Int32Array(FIRST_ROOM);
  length = 0;

  /** False when this is not one JSON value, or a very deep one. */
  read(bytes: Buffer): boolean {
    this.bytes = bytes;
    this.length = 0;
    const end = this.value(this.gap(0), 0);
    return end > 0 && this.gap(end) === bytes.length;
  }

  /** The value at this place as it came, a text with its quotes. */
  json(place: number): Buffer {
    const quote = this.kind[place] === kinds.text || this.kind[place] === kinds.escaped ? 1 : 0;
    return this.bytes.subarray(this.start[place]! - quote, this.end[place]! + quote);
  }

  /** The values at these places, as a copy in one piece that outlasts the bytes. */
  copies(places: readonly number[]): Buffer[] {
    const texts = places.map((place) => this.json(place));
    const whole = Buffer.concat(texts);
    let at = 0;
    return texts.map(({ length }) => {
      at += length;
      return whole.subarray(at - length, at);
    });
  }

  /** Reads the value that begins here; gives where it ends, or -1. */
  private value(at: number, depth: number): number {
    if (this.length === this.kind.length) this.grow();
    const code = this.bytes[at];
    if (code === QUOTE) return this.text(at + 1);
    if (code === OPEN_OBJECT) return depth < DEEPEST ? this.object(at, depth) : -1;
    if (code === OPEN_LIST) return depth < DEEPEST ? this.list(at, depth) : -1;
    if (code === 116) return this.word(at, 'true', kinds.true);
    if (code === 102) return this.word(at, 'false', kinds.false);
    if (code === 110) return this.word(at, 'null', kinds.null);
    return this.number(at);
  }

  private object(from: number, depth: number): number {
    const place = this.length++;
    let at = this.gap(from + 1);
    if (this.bytes[at] === CLOSE_OBJECT) return this.close(place, kinds.object, from, at + 1);
    for (;;) {
      if (this.bytes[at] !== QUOTE) return -1;
      if (this.length === this.kind.length) this.grow();
      at = this.text(at + 1);
      if (at < 0) return -1;
      if (this.bytes[at] !== COLON) {
        at = this.gap(at);
        if (this.bytes[at] !== COLON) return -1;
      }
      at = this.value(this.gap(at + 1), depth + 1);
      if (at < 0) return -1;
      at = this.gap(at);
      const code = this.bytes[at];
      if (code === CLOSE_OBJECT) return this.close(place, kinds.object, from, at + 1);
      if (code !== COMMA) return -1;
      at = this.gap(at + 1);
    }
  }

  private list(from: number, depth: number): number {
    const place = this.length++;
    let at = this.gap(from + 1);
    if (this.bytes[at] === CLOSE_LIST) return this.close(place, kinds.list, from, at + 1);
    for (;;) {
      at = this.value(at, depth + 1);
      if (at < 0) return -1;
      at = this.gap(at);
      const code = this.bytes[at];
      if (code === CLOSE_LIST) return this.close(place, kinds.list, from, at + 1);
      if (code !== COMMA) return -1;
      at = this.gap(at + 1);
    }
  }

  private close(place: number, kind: number, start: number, end: number): number {
    this.kind[place] = kind;
    this.start[place] = start;
    this.end[place] = end;
    this.next[place] = this.length;
    return end;
  }

  private text(start: number): number {
    const { bytes } = this;
    let kind: number = kinds.text;
    let at = start;
    for (let code = bytes[at]!; code !== QUOTE; code = bytes[++at]!) {
      // the end of the bytes is no number, and so not above a space either
      if (!(code >= SPACE)) return -1;
      if (code === BACKSLASH) {
        kind = kinds.escaped;
        at++;
        if (!isEscape(bytes, at)) return -1;
      }
    }
    this.close(this.length++, kind, start, at);
    return at + 1;
  }

  private word(at: number, word: string, kind: number): number {
    for (let i = 0; i < word.length; i++) if (this.bytes[at + i] !== word.charCodeAt(i)) return -1;
    return this.close(this.length++, kind, at, at + word.length);
  }

  private number(from: number): number {
    const { bytes } = this;
    let at = bytes[from] === MINUS ? from + 1 : from;
    const whole = digits(bytes, at);
    if (whole === at || (whole > at + 1 && bytes[at] === 48)) return -1;
    at = whole;
    if (bytes[at] === DOT) {
      const behind = digits(bytes, at + 1);
      if (behind === at + 1) return -1;
      at = behind;
    }
    if (bytes[at] === 101 || bytes[at] === 69) {
      const sign = bytes[at + 1] === MINUS || bytes[at + 1] === PLUS ? 2 : 1;
      const behind = digits(bytes, at + sign);
      if (behind === at + sign) return -1;
      at = behind;
    }
    return this.close(this.length++, kinds.number, from, at);
  }

  /** Where the white space that begins here ends. */
  private gap(from: number): number {
    let at = from;
    for (let code = this.bytes[at]!; code <= SPACE; code = this.bytes[++at]!)
      if (code !== SPACE && code !== 10 && code !== 13 && code !== 9) break;
    return at;
  }

  private grow(): void {
    const room = this.kind.length * 2;
    const wider = <A extends Uint8Array | Int32Array>(fresh: A, old: A): A => {
      fresh.set(old);
      return fresh;
    };
    this.kind = wider(new Uint8Array(room), this.kind);
    this.start = wider(new Int32Array(room), this.start);
    this.end = wider(new Int32Array(room), this.end);
    this.next = wider(new Int32Array(room), this.next);
  }
}

function digits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let code = bytes[at]!; code >= 48 && code <= 57; code = bytes[++at]!);
  return at;
}

/** Whether what stands behind a backslash makes an escape. */
function isEscape(bytes: Uint8Array, at: number): boolean {
  const letter = String.fromCharCode(bytes[at] ?? 0);
  if (letter !== 'u') return '"\\/bfnrt'.includes(letter);
  for (let i = 1; i <= 4; i++) if (!/[0-9a-fA-F]/.test(String.fromCharCode(bytes[at + i] ?? 0))) return false;
  return true;
}
