import { parseExactBytes } from '../values/exact-json.ts';
import { readSentAt } from '../values/moment.ts';
import { kinds, type Tape } from './tape.ts';

/** A batch on the tape: where each of its messages stands, and when the sender says that it was sent. */
export interface OpenBatch {
  readonly places: readonly number[];
  readonly sentAt: number | undefined;
}

const [BATCH, SENT_AT, CONTEXT] = ['batch', 'sentAt', 'context'].map((name) => Buffer.from(name)) as [
  Buffer,
  Buffer,
  Buffer,
];

/** Absent when this body is for the general way: not plain JSON in UTF-8, without a list, or with a context for all. */
export function openBatch(tape: Tape, bytes: Buffer): OpenBatch | undefined {
  if (!tape.read(bytes)) return undefined;
  if (tape.kind[0] === kinds.list) return { places: membersOf(tape, 0), sentAt: undefined };
  if (tape.kind[0] !== kinds.object) return undefined;
  let [list, sent] = [-1, -1];
  for (let name = 1; name < tape.length; name = tape.next[name + 1]!) {
    if (tape.kind[name] !== kinds.text || is(tape, name, CONTEXT)) return undefined;
    if (is(tape, name, BATCH)) {
      if (list >= 0 || tape.kind[name + 1] !== kinds.list) return undefined;
      list = name + 1;
    } else if (is(tape, name, SENT_AT)) {
      if (sent >= 0 || tape.kind[name + 1] !== kinds.text) return undefined;
      sent = name + 1;
    }
  }
  if (list < 0) return undefined;
  const sentAt = sent < 0 ? undefined : readSentAt(parseExactBytes(tape.json(sent)));
  return { places: membersOf(tape, list), sentAt };
}

function membersOf(tape: Tape, list: number): number[] {
  const places: number[] = [];
  for (let place = list + 1; place < tape.next[list]!; place = tape.next[place]!) places.push(place);
  return places;
}

function is({ bytes, start, end }: Tape, place: number, name: Buffer): boolean {
  const first = start[place]!;
  return end[place]! - first === name.length && name.equals(bytes.subarray(first, end[place]));
}
