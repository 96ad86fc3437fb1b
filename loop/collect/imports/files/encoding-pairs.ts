import type { Encoding } from '../mapping/layout-names.ts';

/** A character of an encoding of several bytes: how many they are, and how usual it is, from 0 to 1; undefined when it is none. */
type ReadPair = (lead: number, trail: number) => readonly [size: 1 | 2, weight: number] | undefined;

const within = (byte: number, from: number, to: number) => byte >= from && byte <= to;

/** The rows of the tables in which the characters of everyday texts stand. */
const pairs: Readonly<Partial<Record<Encoding, ReadPair>>> = {
  gbk(lead, trail) {
    if (
      !within(lead, 0x81, 0xfe) ||
      !(within(trail, 0x40, 0xfe) || within(trail, 0x30, 0x39)) ||
      trail === 0x7f
    )
      return undefined;
    if (trail < 0xa1) return [2, 0.1];
    if (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3)) return [2, 1];
    return [2, within(lead, 0xd8, 0xf7) ? 0.3 : 0.1];
  },
  big5(lead, trail) {
    if (!within(lead, 0x81, 0xfe) || !(within(trail, 0x40, 0x7e) || within(trail, 0xa1, 0xfe)))
      return undefined;
    if (within(lead, 0xa1, 0xc6)) return [2, 1];
    return [2, within(lead, 0xc9, 0xf9) ? 0.3 : 0.05];
  },
  shift_jis(lead, trail) {
    if (within(lead, 0xa1, 0xdf)) return [1, 0.3];
    if (!(within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc))) return undefined;
    if (!within(trail, 0x40, 0xfc) || trail === 0x7f) return undefined;
    if (within(lead, 0x81, 0x83) || within(lead, 0x88, 0x97)) return [2, 1];
    return [2, within(lead, 0x98, 0xea) ? 0.3 : 0.05];
  },
  'euc-jp'(lead, trail) {
    if (lead === 0x8e && within(trail, 0xa1, 0xdf)) return [2, 0.3];
    if (!within(lead, 0xa1, 0xfe) || !within(trail, 0xa1, 0xfe)) return undefined;
    if (lead === 0xa4 || lead === 0xa5) return [2, 1.3];
    return [2, within(lead, 0xb0, 0xcf) || within(lead, 0xa1, 0xa3) ? 0.9 : 0.3];
  },
  'euc-kr'(lead, trail) {
    if (!within(lead, 0x81, 0xfd) || !within(trail, 0x41, 0xfe)) return undefined;
    if (trail < 0xa1) return [2, 0.2];
    return [2, within(lead, 0xb0, 0xc8) || within(lead, 0xa1, 0xa3) ? 1 : 0.2];
  },
};

/** Below this a text is none of that encoding, though its bytes could be. */
const LEAST = 0.6;
/** Korean stands where a part of the commonest Chinese does: only so many different characters tell it. */
const ENOUGH = 8;

/** The encoding of several bytes a character that texts of East Asia are in; undefined when they are in none. */
export function multiByteOf(bytes: Buffer): Encoding | undefined {
  const rated = Object.entries(pairs).flatMap(([encoding, read]) => {
    const found = rate(bytes, read);
    if (found === undefined) return [];
    const korean = encoding === 'euc-kr' ? (found.different < ENOUGH ? -0.1 : 0.05) : 0;
    return [{ encoding: encoding as Encoding, score: found.weight + korean }];
  });
  const best = rated.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= LEAST ? best.encoding : undefined;
}

/** How usual the characters are on the average; undefined when more than one in two hundred is none. */
function rate(bytes: Buffer, read: ReadPair): { weight: number; different: number } | undefined {
  const seen = new Set<number>();
  let [sum, count, bad] = [0, 0, 0];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 128) {
      at++;
      continue;
    }
    const trail = bytes[at + 1] ?? 0;
    const [size, weight] = read(lead, trail) ?? [1, 0];
    if (weight === 0) bad++;
    count++;
    sum += weight;
    seen.add(size === 1 ? lead : lead * 256 + trail);
    at += size;
  }
  return count === 0 || bad > count / 200 ? undefined : { weight: sum / count, different: seen.size };
}
