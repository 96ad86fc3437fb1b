import { Bytes } from './bytes.ts';
import type { Pack, Part } from './event-pack.ts';

/** A chunk of this size is worth a write of its own. */
const LARGE = 32 * 1024;
const MOMENT = "DateTime64(3, 'UTC')";

/** The columns of a block: a map has its counts in the part of its own name. */
const columns = [
  ['id', 'UInt64'],
  ['received', MOMENT],
  ['project', 'UInt32'],
  ['time', MOMENT],
  ['event', 'String'],
  ['distinct_id', 'String'],
  ['texts', 'Map(String, String)'],
  ['numbers', 'Map(String, Float64)'],
  ['times', `Map(String, ${MOMENT})`],
  ['source', 'String'],
] as const;

export const eventColumns: readonly string[] = columns.map(([name]) => name);

/** All rows of some packs as one block of the engine's format `Native`. */
export function nativeBlock(packs: readonly Pack[]): Buffer {
  return Buffer.concat([...piecesOf(packs)]);
}

/** The same in chunks for a stream: what is large goes out as it lies there, what is small is gathered. */
export function* nativeChunks(packs: readonly Pack[]): Iterable<Buffer> {
  let small: Buffer[] = [];
  let size = 0;
  for (const piece of piecesOf(packs)) {
    if (piece.length < LARGE && size < LARGE) {
      small.push(piece);
      size += piece.length;
      continue;
    }
    if (size > 0) yield Buffer.concat(small);
    small = piece.length < LARGE ? [piece] : [];
    size = small.length > 0 ? piece.length : 0;
    if (size === 0) yield piece;
  }
  if (size > 0) yield Buffer.concat(small);
}

function* piecesOf(packs: readonly Pack[]): Iterable<Buffer> {
  const head = new Bytes();
  head.count(columns.length);
  head.count(packs.reduce((sum, { rows }) => sum + rows, 0));
  for (const [name, type] of columns) {
    head.text(name);
    head.text(type);
    yield head.take();
    if (name === 'texts' || name === 'numbers' || name === 'times') {
      yield offsetsOf(packs, name);
      for (const pack of packs) yield pack[`${name}.names`];
      for (const pack of packs) yield pack[`${name}.values`];
    } else for (const pack of packs) yield pack[name];
  }
}

/** Where each row's entries end, counted over all packs. */
function offsetsOf(packs: readonly Pack[], part: Part): Buffer {
  const out = new Bytes();
  let end = 0;
  for (const pack of packs) {
    const counts = pack[part];
    for (let row = 0; row < pack.rows; row++) {
      end += counts.readUInt32LE(row * 4);
      out.integer(end);
    }
  }
  return out.take();
}
