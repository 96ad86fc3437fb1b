import type { Lane } from '../journal/frame.ts';
import type { Event } from './event.ts';
import type { Properties } from './properties.ts';
import { hash64 } from './sip-hash.ts';

/** The columns of each lane's lines, in their order. */
export const laneColumns = {
  properties: ['project', 'name', 'person', 'text', 'number', 'moment', 'gone', 'version'],
  people: ['project', 'person', 'first', 'last', 'distinct_id'],
  rejects: ['project', 'received', 'source', 'line', 'reason', 'times', 'raw'],
} as const satisfies Partial<Record<Lane, readonly string[]>>;

/** The lines of a frame that is being written. */
export type Draft = Record<Exclude<Lane, 'events'>, string>;

export function emptyDraft(): Draft {
  return { properties: '', people: '', links: '', rejects: '' };
}

/** Adds the lines of an event to a draft: what it tells of a person. */
export function writeLines(draft: Draft, event: Event): void {
  if (event.traits && event.traits.size > 0) writeTraits(draft, event, event.traits);
  if (event.name === undefined) {
    const person = hash64(event.project, event.distinctId);
    draft.people += `[${event.project},${person},${event.time},${event.time},${JSON.stringify(event.distinctId)}]\n`;
  }
}

/** Later facts win; above all that was only set once. */
const SET = 1n << 62n;

function writeTraits(draft: Draft, event: Event, traits: Properties): void {
  const person = hash64(event.project, event.distinctId);
  const version = (SET + BigInt(event.time)).toString();
  const write = (name: string, text: string, number: number | null, moment: number | null) => {
    draft.properties += `[${event.project},${JSON.stringify(name)},${person},${JSON.stringify(text)},${number},${moment},0,${version}]\n`;
  };
  const { texts, numbers, times } = traits;
  for (const [name, text] of texts) write(name, text, numbers.get(name) ?? null, times.get(name) ?? null);
  for (const [name, number] of numbers) if (!texts.has(name)) write(name, String(number), number, null);
  for (const [name, moment] of times) if (!texts.has(name)) write(name, timeText(moment), null, moment);
}

/** As the engine prints a time. */
function timeText(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('Z', '');
}
