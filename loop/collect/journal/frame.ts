import { crc32 } from 'node:zlib';

/** What one request leaves behind, by kind of row: events as a pack, the others as text of whole lines, each ending in a line feed. */
export const lanes = ['events', 'properties', 'people', 'links', 'rejects'] as const;
export type Lane = (typeof lanes)[number];
export type Frame = Readonly<Record<Lane, string | Buffer | Bulk>>;
/** Bytes that do not stand in one piece yet. */
export interface Bulk {
  readonly length: number;
  copyTo(target: Buffer, at: number): void;
}
export type Rows = Record<Lane, Buffer[]>;

export const MAGIC = 0x4c4e4753;
/** Magic, checksum of all that follows it, and the length of each lane. */
export const HEADER = 8 + lanes.length * 4;

/** The bytes of a frame: a header, then the lanes one after the other. */
export function encodeFrame(frame: Frame, room: (size: number) => Buffer = Buffer.allocUnsafe): Buffer {
  const sizes = lanes.map((lane) => {
    const rows = frame[lane];
    return typeof rows === 'string' ? Buffer.byteLength(rows) : rows.length;
  });
  const bytes = room(sizes.reduce((sum, size) => sum + size, HEADER));
  let at = HEADER;
  lanes.forEach((lane, i) => {
    bytes.writeUInt32LE(sizes[i]!, 8 + i * 4);
    const rows = frame[lane];
    if (typeof rows === 'string') bytes.write(rows, at, 'utf8');
    else if (Buffer.isBuffer(rows)) rows.copy(bytes, at);
    else rows.copyTo(bytes, at);
    at += sizes[i]!;
  });
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** A frame without rows: what each file begins with. */
export const emptyFrame: Buffer = encodeFrame(
  { events: '', properties: '', people: '', links: '', rejects: '' },
  Buffer.alloc,
);

/** Where the whole frame that begins at `start` ends; undefined when none begins there. */
export function frameEnd(bytes: Buffer, start: number): number | undefined {
  if (start + HEADER > bytes.length || bytes.readUInt32LE(start) !== MAGIC) return undefined;
  const end = sizesOf(bytes, start).reduce((sum, size) => sum + size, start + HEADER);
  if (end > bytes.length || crc32(bytes.subarray(start + 8, end)) !== bytes.readUInt32LE(start + 4))
    return undefined;
  return end;
}

/** The rows of a file of frames, and how many of its bytes are whole frames; a torn end is left out. */
export function decodeFrames(bytes: Buffer): { rows: Rows; whole: number } {
  const rows: Rows = { events: [], properties: [], people: [], links: [], rejects: [] };
  let start = 0;
  for (let end = frameEnd(bytes, 0); end !== undefined; end = frameEnd(bytes, start)) {
    const sizes = sizesOf(bytes, start);
    let at = start + HEADER;
    lanes.forEach((lane, i) => {
      if (sizes[i]! > 0) rows[lane].push(bytes.subarray(at, at + sizes[i]!));
      at += sizes[i]!;
    });
    start = end;
  }
  return { rows, whole: start };
}

function sizesOf(bytes: Buffer, start: number): number[] {
  return lanes.map((_, i) => bytes.readUInt32LE(start + 8 + i * 4));
}
