import { frameEnd, HEADER, MAGIC } from './frame.ts';

const magic = Buffer.alloc(4);
magic.writeUInt32LE(MAGIC);

/** What of a journal file can still be read. */
export interface Salvaged {
  /** The whole frames, one after the other. */
  readonly sound: Buffer;
  /** What was whole once, since it is more than a torn end, and is not any more. */
  readonly damaged: readonly Buffer[];
}

/**
 * Reads a file of frames past damage, such as a bad sector: frames behind it are found by their magic and checksum. A torn
 * end is what a crash leaves of a frame that nobody was told is kept; it is in neither part.
 */
export function salvage(bytes: Buffer): Salvaged {
  const sound: Buffer[] = [];
  const damaged: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = frameEnd(bytes, at);
    if (end !== undefined) {
      sound.push(bytes.subarray(at, end));
      at = end;
      continue;
    }
    const next = nextFrame(bytes, at + 1);
    if (next < bytes.length || !isTorn(bytes.subarray(at))) damaged.push(bytes.subarray(at, next));
    at = next;
  }
  return { sound: Buffer.concat(sound), damaged };
}

function nextFrame(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(magic, from); at >= 0; at = bytes.indexOf(magic, at + 1))
    if (frameEnd(bytes, at) !== undefined) return at;
  return bytes.length;
}

/** Whether these bytes may be the beginning of a frame that was never written to its end. */
function isTorn(tail: Buffer): boolean {
  const begun = Math.min(tail.length, magic.length);
  if (!tail.subarray(0, begun).equals(magic.subarray(0, begun))) return false;
  if (tail.length < HEADER) return true;
  let end = HEADER;
  for (let at = 8; at < HEADER; at += 4) end += tail.readUInt32LE(at);
  return end > tail.length;
}
