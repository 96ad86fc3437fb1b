import { builtInNames, composed } from '#loop/condition';
import { parseMoment } from './values/moment.ts';
import { numberOfText } from './values/number-text.ts';

/** More are never kept; the search for a name stays short, whatever was sent. */
const MOST_ENTRIES = 512;

/** Values by name, in order. Messages carry so few that comparing names is quicker than hashing them. */
export class Entries<V> {
  readonly names: string[] = [];
  readonly values: V[] = [];

  get size(): number {
    return this.names.length;
  }

  /** A later value of the same name wins. */
  set(name: string, value: V): void {
    const { names, values } = this;
    for (let at = 0; at < names.length; at++) {
      if (names[at] === name) {
        values[at] = value;
        return;
      }
    }
    if (names.length === MOST_ENTRIES) return;
    names.push(name);
    values.push(value);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  delete(name: string): void {
    const at = this.names.indexOf(name);
    if (at < 0) return;
    this.names.splice(at, 1);
    this.values.splice(at, 1);
  }

  get(name: string): V | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.values[at];
  }

  *[Symbol.iterator](): Iterator<[name: string, value: V]> {
    for (let at = 0; at < this.names.length; at++) yield [this.names[at]!, this.values[at]!];
  }
}

/**
 * What an event or a person carries, by type. Names of nested objects are joined by dots. A text that is wholly a number or a
 * moment stands among those too: it is found and shown as it was sent, and counted as what it says.
 */
export class Properties {
  readonly texts = new Entries<string>();
  readonly numbers = new Entries<number>();
  readonly times = new Entries<number>();

  /** A later value of the same name wins, of whatever type the one before it was. */
  setText(name: string, value: string): void {
    this.numbers.delete(name);
    this.times.delete(name);
    this.texts.set(name, value);
  }

  /** The same of a text that was sent as a value: it counts as the number or the moment it says. */
  setSentText(name: string, value: string): void {
    this.setText(name, value);
    const moment = parseMoment(value);
    if (moment !== undefined) this.times.set(name, moment);
    const number = numberOfText(value);
    if (number !== undefined) this.numbers.set(name, number);
  }

  setNumber(name: string, value: number): void {
    this.texts.delete(name);
    this.times.delete(name);
    this.numbers.set(name, value);
  }

  setTime(name: string, value: number): void {
    this.texts.delete(name);
    this.numbers.delete(name);
    this.times.set(name, value);
  }

  get size(): number {
    const others = [...this.numbers.names, ...this.times.names].filter((name) => !this.texts.has(name));
    return this.texts.size + others.length;
  }

  /** Each once, moments as ISO 8601. */
  plain(): Record<string, string | number> {
    const moments = [...this.times].map(([name, moment]) => [name, new Date(moment).toISOString()] as const);
    return Object.fromEntries([...this.numbers, ...moments, ...this.texts]);
  }
}

export const MAX_NAME = 200;
export const MAX_PROPERTIES = 255;
export const MAX_DEPTH = 8;
/** Names that questions read from the event or person itself; a sent property of that name would never be seen. */
export const reservedNames: ReadonlySet<string> = new Set(builtInNames);

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds the members of an object. Booleans are the texts `true` and `false`, arrays and what lies deeper
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
  if (value === null || full === '' || reservedNames.has(full)) return;
  const spelt = composed(full);
  const name = spelt.length > MAX_NAME ? wellFormedCut(spelt, MAX_NAME) : spelt;
  if (typeof value === 'string') {
    into.setSentText(name, value);
  } else if (typeof value === 'number') {
    if (Number.isFinite(value)) into.setNumber(name, value);
    else into.setText(name, String(value));
  } else if (typeof value === 'boolean') into.setText(name, value ? 'true' : 'false');
  else into.setText(name, JSON.stringify(value));
}

/** The first characters of a text, never half a surrogate pair. */
export function wellFormedCut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
