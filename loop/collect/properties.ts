import { parseMoment } from './moment.ts';

/** What an event or a person carries, by type. Names of nested objects are joined by dots. */
export class Properties {
  readonly texts = new Map<string, string>();
  readonly numbers = new Map<string, number>();
  readonly times = new Map<string, number>();

  get size(): number {
    return this.texts.size + this.numbers.size + this.times.size;
  }
}

export const MAX_NAME = 200;
export const MAX_PROPERTIES = 255;
const MAX_DEPTH = 8;
/** Names that questions read from the event or person itself; a sent property of that name would never be seen. */
const RESERVED = new Set(['$event', '$source', '$time', '$id', '$first_seen', '$last_seen']);

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds the members of an object. Booleans are the texts `true` and `false`, ISO dates are times, arrays and what lies deeper
 * than eight levels are kept as JSON text, null is absent. A later value of the same name wins.
 */
export function addProperties(into: Properties, object: JsonObject, prefix = '', depth = 1): void {
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === null || value === undefined) continue;
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value) && depth < MAX_DEPTH) addProperties(into, value, name, depth + 1);
    else addProperty(into, name, value);
  }
}

/** Adds one value under a name. */
export function addProperty(into: Properties, full: string, value: Json): void {
  if (value === null || full === '' || RESERVED.has(full)) return;
  const name = full.length > MAX_NAME ? wellFormedCut(full, MAX_NAME) : full;
  if (typeof value === 'string') {
    const moment = parseMoment(value);
    if (moment === undefined) into.texts.set(name, value);
    else into.times.set(name, moment);
  } else if (typeof value === 'number') {
    if (Number.isFinite(value)) into.numbers.set(name, value);
    else into.texts.set(name, String(value));
  } else if (typeof value === 'boolean') into.texts.set(name, value ? 'true' : 'false');
  else into.texts.set(name, JSON.stringify(value));
}

/** The first characters of a text, never half a surrogate pair. */
export function wellFormedCut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
