import { timeWithin } from '../../protocols/segment.ts';
import type { Arrival } from '../event.ts';
import { BANNED, MAX_ID } from '../person-id.ts';
import { type Json, MAX_DEPTH, MAX_NAME, MAX_PROPERTIES } from '../properties.ts';
import { type Halves, hashBytes, hashHalvesOfBytes } from '../sip-hash.ts';
import { MAX_MESSAGE } from '../validate.ts';
import { parseExactBytes } from '../values/exact-json.ts';
import { parseMoment, readMoment, readSentAt } from '../values/moment.ts';
import { mayBeNumber, numberOfText } from '../values/number-text.ts';
import { field, fields, isReserved, keptOfContext, keptOfSection, knownNames } from './known-names.ts';
import { isComposed, LONGEST_NAME, Names } from './names.ts';
import { exactNumber } from './number.ts';
import { Row } from './row.ts';
import { kinds, Tape } from './tape.ts';

const TRACK = Buffer.from('track');
const DOT = 46;
const NEWLINE = 10;
/** A message written in so many bytes is not too large, however its numbers are written out. */
const SURELY_SMALL = MAX_MESSAGE / 5;
const MOST_NAMES = 1 << 12;

/**
 * Reads the usual message, a `track`, from the tape of its batch: no string and no object is made of it. Whatever is unusual
 * is left to the general way (`validate`), which alone says what a message means; a test compares the two.
 */
export class Skimmer {
  readonly tape = new Tape();
  readonly names = new Names(knownNames);
  readonly row = new Row();
  /** What was read last. */
  id: Halves = { low: 0, high: 0 };
  time = 0;
  /** Places on the tape; -1 where there is none. */
  user = -1;
  anonymous = -1;
  event = -1;

  private readonly places = new Int32Array(fields.length);
  /** For each name, the last message it was seen in: JSON may say a name twice, and only the general way knows what then. */
  private readonly seen = new Int32Array(MOST_NAMES);
  private readonly sections = new Int32Array(MOST_NAMES);
  private stamp = 0;
  private readonly path = Buffer.alloc(LONGEST_NAME + 1);
  private readonly link = Buffer.alloc(2 * MAX_ID + 20);

  /** False when this message is for the general way. */
  read(place: number, arrival: Arrival): boolean {
    const { tape, places, row } = this;
    if (tape.kind[place] !== kinds.object || tape.end[place]! - tape.start[place]! > SURELY_SMALL)
      return false;
    this.stamp = (this.stamp + 1) | 0;
    row.clear();
    if (!this.findFields(place) || !this.isTrack() || !this.readPeople() || !this.readEvent()) return false;
    const time = this.readTime(arrival);
    if (time === undefined || !this.readId(arrival.project)) return false;
    this.time = time;
    const properties = places[field.properties]!;
    if (properties >= 0 && tape.kind[properties] !== kinds.null) {
      if (tape.kind[properties] !== kinds.object || !this.readProperties(properties, 0, 1)) return false;
    }
    if (row.size > MAX_PROPERTIES) return false;
    const context = places[field.context]!;
    return context < 0 || tape.kind[context] !== kinds.object || this.readContext(context);
  }

  /** The text at this place, or absent. */
  textAt(place: number): string | undefined {
    const { tape } = this;
    if (place < 0) return undefined;
    return tape.bytes.toString('utf8', tape.start[place], tape.end[place]);
  }

  /** The hash of `<project>\n<user>\n<anonymous>`, by which it is known who this is. */
  linkHash(project: number): Readonly<Halves> {
    const { link, user, anonymous } = this;
    let at = link.write(`${project}\n`, 'latin1');
    at = this.copyText(user, link, at);
    link[at++] = NEWLINE;
    if (anonymous >= 0) at = this.copyText(anonymous, link, at);
    return hashBytes(link, 0, at);
  }

  private copyText(place: number, into: Buffer, from: number): number {
    const { bytes, start, end } = this.tape;
    let to = from;
    for (let at = start[place]!; at < end[place]!; at++) into[to++] = bytes[at]!;
    return to;
  }

  private findFields(object: number): boolean {
    const { tape, places } = this;
    const end = tape.next[object]!;
    places.fill(-1);
    for (let name = object + 1; name < end; name = tape.next[name + 1]!) {
      if (tape.kind[name] !== kinds.text) return false;
      const number = this.names.find(tape.bytes, tape.start[name]!, tape.end[name]!);
      if (number < 0 || number >= places.length) continue;
      if (places[number]! >= 0) return false;
      places[number] = name + 1;
    }
    return true;
  }

  private isTrack(): boolean {
    const { tape } = this;
    const place = this.places[field.type]!;
    if (place < 0 || tape.kind[place] !== kinds.text) return false;
    const start = tape.start[place]!;
    if (tape.end[place]! - start !== TRACK.length) return false;
    for (let i = 0; i < TRACK.length; i++) if (tape.bytes[start + i] !== TRACK[i]) return false;
    return true;
  }

  private readPeople(): boolean {
    this.user = this.given(field.userId);
    this.anonymous = this.given(field.anonymousId);
    if (this.user < 0 && this.anonymous < 0) return false;
    return (
      (this.user < 0 || this.isPlainId(this.user)) && (this.anonymous < 0 || this.isPlainId(this.anonymous))
    );
  }

  /** The place of a field, -1 when it is absent or null. */
  private given(number: number): number {
    const place = this.places[number]!;
    return place >= 0 && this.tape.kind[place] === kinds.null ? -1 : place;
  }

  /** Visible ASCII, not too long, and not one of those that are banned. */
  private isPlainId(place: number): boolean {
    const { tape } = this;
    const start = tape.start[place]!;
    const end = tape.end[place]!;
    if (tape.kind[place] !== kinds.text || end === start || end - start > MAX_ID) return false;
    let plain = false;
    for (let at = start; at < end; at++) {
      const code = tape.bytes[at]!;
      if (code <= 32 || code > 126) return false;
      // no banned id has a digit above 1
      if (code > 49 && code <= 57) plain = true;
    }
    return plain || !BANNED.has(this.textAt(place)!.toLowerCase());
  }

  private readEvent(): boolean {
    const { tape } = this;
    const place = this.places[field.event]!;
    this.event = place;
    if (place < 0 || tape.kind[place] !== kinds.text) return false;
    const length = tape.end[place]! - tape.start[place]!;
    if (length === 0 || length > MAX_NAME) return false;
    const first = tape.bytes[tape.start[place]!]!;
    if (!isComposed(tape.bytes, tape.start[place]!, tape.end[place]!)) return false;
    return (first > 32 && first < 128) || this.textAt(place)!.trim() !== '';
  }

  private readTime(arrival: Arrival): number | undefined {
    const original = this.given(field.originalTimestamp);
    const stamp = original >= 0 ? original : this.given(field.timestamp);
    if (
      stamp < 0 ||
      (this.tape.kind[stamp] === kinds.text && this.tape.end[stamp] === this.tape.start[stamp])
    )
      return arrival.received;
    const moment = this.momentAt(stamp);
    const own = this.given(field.sentAt);
    const sent = (own < 0 ? undefined : this.momentAt(own, readSentAt)) ?? arrival.sentAt;
    if (moment === undefined) return undefined;
    const time = timeWithin(moment + this.skewOf(sent, arrival), arrival.received);
    return typeof time === 'number' ? time : undefined;
  }

  private skewOf(sent: number | undefined, { delivery }: Arrival): number {
    if (sent === undefined || !delivery || delivery.isSurelySound(sent)) return 0;
    return delivery.skewOf(this.textAt(this.anonymous < 0 ? this.user : this.anonymous)!, sent);
  }

  private momentAt(place: number, read = readMoment): number | undefined {
    return this.tape.kind[place] === kinds.text ? read(this.textAt(place)) : read(this.valueAt(place));
  }

  private readId(project: number): boolean {
    const { tape } = this;
    const place = this.places[field.messageId]!;
    if (place < 0 || tape.kind[place] !== kinds.text) return false;
    const start = tape.start[place]!;
    const end = tape.end[place]!;
    if (end === start || end - start > MAX_ID * 5) return false;
    this.id = hashHalvesOfBytes(project, tape.bytes, start, end);
    return true;
  }

  /** The members of an object whose name of `length` bytes stands in `path`. */
  private readProperties(object: number, length: number, depth: number): boolean {
    const { tape, names } = this;
    const end = tape.next[object]!;
    for (let place = object + 1; place < end; place = tape.next[place + 1]!) {
      const start = tape.start[place]!;
      const stop = tape.end[place]!;
      if (tape.kind[place] !== kinds.text || stop === start) return false;
      let name: number;
      let reach = 0;
      if (depth === 1) name = names.find(tape.bytes, start, stop);
      else {
        reach = this.extendPath(length, start, stop);
        name = reach < 0 ? -1 : names.find(this.path, 0, reach);
      }
      if (name < 0 || this.seen[name] === this.stamp) return false;
      this.seen[name] = this.stamp;
      const value = place + 1;
      if (tape.kind[value] === kinds.object && depth < MAX_DEPTH) {
        if (depth === 1) reach = this.extendPath(-1, start, stop);
        if (reach < 0 || !this.readProperties(value, reach, depth + 1)) return false;
      } else if (!isReserved[name] && !this.addProperty(name, value)) return false;
    }
    return true;
  }

  /** Puts a name behind the path and a dot; gives where it ends then, or -1 when it is too long. */
  private extendPath(length: number, start: number, end: number): number {
    const { path } = this;
    const from = length + 1;
    const reach = from + end - start;
    if (reach > LONGEST_NAME) return -1;
    if (length >= 0) path[length] = DOT;
    for (let i = 0; i < end - start; i++) path[from + i] = this.tape.bytes[start + i]!;
    return reach;
  }

  private addProperty(name: number, place: number): boolean {
    const { tape, row } = this;
    const start = tape.start[place]!;
    const kind = tape.kind[place];
    if (kind === kinds.text) {
      const length = tape.end[place]! - start;
      row.span(name, start, start + length);
      if (length > 0 && length < 50 && mayBeNumber(tape.bytes[start]!)) this.readText(name, place);
    } else if (kind === kinds.number) this.addNumber(name, place);
    else if (kind === kinds.escaped) {
      const text = String(this.valueAt(place));
      row.text(name, text);
      row.summary(name, numberOfText(text), parseMoment(text));
    } else if (kind === kinds.true || kind === kinds.false) row.span(name, start, tape.end[place]!);
    else if (kind !== kinds.null) row.text(name, JSON.stringify(this.valueAt(place)));
    return row.size <= MAX_PROPERTIES;
  }

  /** Moments begin with a digit too. */
  private readText(name: number, place: number): void {
    const text = this.textAt(place)!;
    this.row.summary(name, numberOfText(text), parseMoment(text));
  }

  private addNumber(name: number, place: number): void {
    const { tape, row } = this;
    const value = exactNumber(tape.bytes, tape.start[place]!, tape.end[place]!) ?? this.valueAt(place);
    if (typeof value === 'number' && Number.isFinite(value)) row.number(name, value);
    else row.text(name, String(value));
  }

  private readContext(context: number): boolean {
    const { tape } = this;
    const end = tape.next[context]!;
    for (let place = context + 1; place < end; place = tape.next[place + 1]!) {
      if (tape.kind[place] !== kinds.text) return false;
      const name = this.names.find(tape.bytes, tape.start[place]!, tape.end[place]!);
      if (name < 0 || name >= knownNames.length) continue;
      if (this.sections[name] === this.stamp) return false;
      this.sections[name] = this.stamp;
      const kept = keptOfSection[name];
      if (kept) {
        if (tape.kind[place + 1] === kinds.object && !this.readSection(place + 1, kept)) return false;
      } else if (keptOfContext[name]! >= 0 && !this.addPlain(keptOfContext[name]!, place + 1)) return false;
    }
    return true;
  }

  private readSection(section: number, kept: Int32Array): boolean {
    const { tape } = this;
    const end = tape.next[section]!;
    for (let place = section + 1; place < end; place = tape.next[place + 1]!) {
      if (tape.kind[place] !== kinds.text) return false;
      const name = this.names.find(tape.bytes, tape.start[place]!, tape.end[place]!);
      const under = name < 0 || name >= knownNames.length ? -1 : kept[name]!;
      if (under >= 0 && !this.addPlain(under, place + 1)) return false;
    }
    return true;
  }

  /** Adds what of the context is a text or a number; texts stay texts here, whatever they look like. */
  private addPlain(name: number, place: number): boolean {
    const { tape, row } = this;
    if (this.seen[name] === this.stamp) return false;
    this.seen[name] = this.stamp;
    const kind = tape.kind[place];
    if (kind === kinds.number) this.addNumber(name, place);
    else if (kind === kinds.escaped) row.text(name, String(this.valueAt(place)));
    else if (kind === kinds.text && tape.end[place]! > tape.start[place]!)
      row.span(name, tape.start[place]!, tape.end[place]!);
    return true;
  }

  /** The value at this place as the general way reads it. */
  private valueAt(place: number): Json {
    return parseExactBytes(this.tape.json(place));
  }
}
