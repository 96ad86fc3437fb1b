/** Shorter texts are written letter by letter: calling the encoder costs more than they do. */
const SHORT = 42;
/** Fewer bytes are copied one by one, for the same reason. */
const COPIED_ALONE = 256;
const HIGH = 2 ** 32;

/** Bytes that grow as values are added, in the binary form of the engine: little-endian, texts after their length. */
export class Bytes {
  length = 0;
  private bytes = Buffer.allocUnsafeSlow(1024);
  private view = new DataView(this.bytes.buffer);

  uint32(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** A whole number of 64 bits. */
  integer(value: number): void {
    this.room(8);
    const high = Math.floor(value / HIGH);
    this.view.setUint32(this.length, value - high * HIGH, true);
    this.view.setInt32(this.length + 4, high, true);
    this.length += 8;
  }

  double(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** A number of things, seven bits in each byte. */
  count(value: number): void {
    this.room(5);
    writeLength(this.bytes, this.length, value);
    this.length += sizeOfLength(value);
  }

  /** All bytes so far, to begin anew. */
  take(): Buffer {
    const taken = Buffer.allocUnsafe(this.length);
    this.moveTo(taken, 0);
    return taken;
  }

  text(value: string): void {
    const letters = value.length;
    this.room(letters * 3 + 5);
    if (letters > SHORT || !this.letters(value)) this.encoded(value);
  }

  /** Adds bytes as they are. */
  copy(from: Uint8Array, start: number, end: number): void {
    const size = end - start;
    this.room(size);
    const { bytes, length } = this;
    if (size > COPIED_ALONE) bytes.set(from.subarray(start, end), length);
    else for (let i = 0; i < size; i++) bytes[length + i] = from[start + i]!;
    this.length += size;
  }

  /** Adds a text that is bytes already. */
  span(from: Uint8Array, start: number, end: number): void {
    this.count(end - start);
    this.copy(from, start, end);
  }

  /** Hands all bytes over and begins anew; gives where the next may go. */
  moveTo(target: Buffer, at: number): number {
    const end = at + this.bytes.copy(target, at, 0, this.length);
    this.length = 0;
    return end;
  }

  /** False when there is a letter that takes more than one byte. */
  private letters(value: string): boolean {
    const { bytes } = this;
    const start = this.length + 1;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) return false;
      bytes[start + i] = code;
    }
    bytes[this.length] = value.length;
    this.length = start + value.length;
    return true;
  }

  private encoded(value: string): void {
    const { bytes } = this;
    const guess = sizeOfLength(value.length);
    const size = bytes.write(value, this.length + guess);
    const head = sizeOfLength(size);
    if (head !== guess) bytes.copyWithin(this.length + head, this.length + guess, this.length + guess + size);
    writeLength(bytes, this.length, size);
    this.length += head + size;
  }

  private room(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + size));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}

/** Bytes that the length of a text takes, seven bits in each. */
function sizeOfLength(length: number): number {
  return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
}

function writeLength(bytes: Buffer, at: number, length: number): void {
  let left = length;
  let next = at;
  for (; left > 127; left >>>= 7) bytes[next++] = (left & 127) | 128;
  bytes[next] = left;
}

/** Reads what `Bytes` wrote. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  uint32(): number {
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }

  integer(): number {
    return this.uint32() + (this.uint32() | 0) * HIGH;
  }

  double(): number {
    this.at += 8;
    return this.bytes.readDoubleLE(this.at - 8);
  }

  text(): string {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      length += (byte & 127) << shift;
      if (byte < 128) break;
    }
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
}
