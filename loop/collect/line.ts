import type { Event } from './event.ts';
import type { Frame, Lane } from './journal/frame.ts';
import type { Properties } from './properties.ts';
import { decimal, hash64 } from './sip-hash.ts';

/** The columns of each lane's lines, in their order; id and received come first so that a line can be told without parsing it. */
export const laneColumns = {
  events: [
    'id',
    'received',
    'project',
    'time',
    'event',
    'distinct_id',
    'texts',
    'numbers',
    'times',
    'source',
  ],
  properties: ['project', 'name', 'person', 'text', 'number', 'moment', 'gone', 'version'],
  people: ['project', 'person', 'first', 'last', 'distinct_id'],
  rejects: ['project', 'received', 'source', 'line', 'reason', 'times', 'raw'],
} as const satisfies Partial<Record<Lane, readonly string[]>>;

/** A frame that is being written. */
export type Draft = { -readonly [L in keyof Frame]: Frame[L] };

export function emptyDraft(): Draft {
  return { events: '', properties: '', people: '', links: '', rejects: '' };
}

/** Adds the rows of an event to a draft. */
export function writeEvent(draft: Draft, event: Event, source: string): void {
  if (event.name !== undefined) draft.events += eventLine(event, event.name, source);
  if (event.traits && event.traits.size > 0) writeTraits(draft, event, event.traits);
  if (event.name === undefined) {
    const person = hash64(event.project, event.distinctId);
    draft.people += `[${event.project},${person},${event.time},${event.time},${JSON.stringify(event.distinctId)}]\n`;
  }
}

function eventLine(event: Event, name: string, source: string): string {
  const { texts, numbers, times } = event.properties;
  return `[${decimal(event.id)},${event.received},${event.project},${event.time},${quoted(name)},${JSON.stringify(
    event.distinctId,
  )},${textMap(texts)},${numberMap(numbers)},${numberMap(times)},"${source}"]\n`;
}

const MOST_QUOTED = 10_000;
const known = new Map<string, string>();

/** A name as JSON; the few names there are come again and again. */
function quoted(name: string): string {
  let text = known.get(name);
  if (text === undefined) {
    text = JSON.stringify(name);
    if (known.size < MOST_QUOTED) known.set(name, text);
  }
  return text;
}

function textMap(map: ReadonlyMap<string, string>): string {
  let out = '';
  for (const [name, value] of map) out += `${out === '' ? '{' : ','}${quoted(name)}:${JSON.stringify(value)}`;
  return out === '' ? '{}' : `${out}}`;
}

function numberMap(map: ReadonlyMap<string, number>): string {
  let out = '';
  for (const [name, value] of map) out += `${out === '' ? '{' : ','}${quoted(name)}:${value}`;
  return out === '' ? '{}' : `${out}}`;
}

/** Later facts win; above all that was only set once. */
const SET = 1n << 62n;

function writeTraits(draft: Draft, event: Event, traits: Properties): void {
  const person = hash64(event.project, event.distinctId);
  const version = (SET + BigInt(event.time)).toString();
  const write = (name: string, text: string, number: number | null, moment: number | null) => {
    draft.properties += `[${event.project},${JSON.stringify(name)},${person},${JSON.stringify(text)},${number},${moment},0,${version}]\n`;
  };
  for (const [name, text] of traits.texts) write(name, text, null, null);
  for (const [name, number] of traits.numbers) write(name, String(number), number, null);
  for (const [name, moment] of traits.times) write(name, timeText(moment), null, moment);
}

/** As the engine prints a time. */
function timeText(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', '');
}
