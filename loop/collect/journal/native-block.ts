import { Bytes } from './bytes.ts';
import type { Pack, Part } from './event-pack.ts';

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
  const head = new Bytes();
  const pieces: Buffer[] = [];
  head.count(columns.length);
  head.count(packs.reduce((sum, { rows }) => sum + rows, 0));
  for (const [name, type] of columns) {
    head.text(name);
    head.text(type);
    pieces.push(head.take());
    if (name === 'texts' || name === 'numbers' || name === 'times') {
      pieces.push(offsetsOf(packs, name));
      for (const pack of packs) pieces.push(pack[`${name}.names`]);
      for (const pack of packs) pieces.push(pack[`${name}.values`]);
    } else for (const pack of packs) pieces.push(pack[name]);
  }
  return Buffer.concat(pieces);
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
