import { crc32 } from 'node:zlib';

/** What one request leaves behind, by kind of row: text of whole lines, each ending in a line feed. */
export const lanes = ['events', 'properties', 'people', 'links', 'rejects'] as const;
export type Lane = (typeof lanes)[number];
export type Frame = Readonly<Record<Lane, string>>;
export type Rows = Record<Lane, Buffer[]>;

const MAGIC = 0x4c4e4752;
/** Magic, checksum of all that follows it, and the length of each lane. */
const HEADER = 8 + lanes.length * 4;

/** The bytes of a frame: a header, then the lanes one after the other. */
export function encodeFrame(frame: Frame): Buffer {
  const sizes = lanes.map((lane) => Buffer.byteLength(frame[lane]));
  const bytes = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, HEADER));
  let at = HEADER;
  lanes.forEach((lane, i) => {
    bytes.writeUInt32LE(sizes[i]!, 8 + i * 4);
    bytes.write(frame[lane], at, 'utf8');
    at += sizes[i]!;
  });
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** The rows of a file of frames, and how many of its bytes are whole frames; a torn end is left out. */
export function decodeFrames(bytes: Buffer): { rows: Rows; whole: number } {
  const rows: Rows = { events: [], properties: [], people: [], links: [], rejects: [] };
  let start = 0;
  while (start + HEADER <= bytes.length && bytes.readUInt32LE(start) === MAGIC) {
    const sizes = lanes.map((_, i) => bytes.readUInt32LE(start + 8 + i * 4));
    const end = sizes.reduce((sum, size) => sum + size, start + HEADER);
    if (end > bytes.length || crc32(bytes.subarray(start + 8, end)) !== bytes.readUInt32LE(start + 4)) break;
    let at = start + HEADER;
    lanes.forEach((lane, i) => {
      if (sizes[i]! > 0) rows[lane].push(bytes.subarray(at, at + sizes[i]!));
      at += sizes[i]!;
    });
    start = end;
  }
  return { rows, whole: start };
}
