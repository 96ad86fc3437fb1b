import { randomUUID } from 'node:crypto';
import { composed } from '#loop/condition';
import { addContext } from '../receive/context.ts';
import type { Arrival, Event, Reader } from '../receive/event.ts';
import { readId } from '../receive/person-id.ts';
import {
  addProperties,
  addProperty,
  isObject,
  type Json,
  type JsonObject,
  MAX_NAME,
  MAX_PROPERTIES,
  Properties,
} from '../receive/properties.ts';
import type { Reason } from '../receive/reason.ts';
import { hashHalves } from '../receive/sip-hash.ts';
import { readMoment, readSentAt } from '../receive/values/moment.ts';

export const messageTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What a message of one type says, beyond what all have in common. */
type Part = Pick<Event, 'name' | 'traits' | 'previousId'>;
type PartReader = (message: JsonObject, properties: Properties) => Part | Reason;

const readers: Record<MessageType, PartReader> = {
  track: (message, properties) => {
    if (typeof message.event !== 'string' || message.event.trim() === '') return 'no-event';
    const name = composed(message.event);
    if (name.length > MAX_NAME) return 'long-event';
    return fill(properties, message.properties) ?? { name };
  },
  page: (message, properties) => view(message, properties, '$page'),
  screen: (message, properties) => view(message, properties, '$screen'),
  identify: (message) => {
    const traits = new Properties();
    const context = isObject(message.context) ? message.context.traits : undefined;
    return fill(traits, context) ?? fill(traits, message.traits) ?? { traits };
  },
  group: (message, properties) => {
    const { id } = readId(message.groupId);
    if (id === undefined) return 'no-group';
    const reason = fill(properties, message.traits);
    if (reason) return reason;
    const traits = new Properties();
    traits.setText('$group', id);
    properties.setText('$group', id);
    return { name: '$group', traits };
  },
  alias: (message) => {
    const { id, reason } = readId(message.previousId);
    if (reason) return reason;
    return id === undefined ? 'no-alias' : { previousId: id };
  },
};

function view(message: JsonObject, properties: Properties, name: string): Part | Reason {
  const reason = fill(properties, message.properties);
  if (reason) return reason;
  if (typeof message.name === 'string' && message.name) addProperty(properties, '$name', message.name);
  if (typeof message.category === 'string') addProperty(properties, '$category', message.category);
  return { name };
}

function fill(into: Properties, object: Json | undefined): Reason | undefined {
  if (object === undefined || object === null) return undefined;
  if (!isObject(object)) return 'bad-properties';
  addProperties(into, object);
  return into.size > MAX_PROPERTIES ? 'many-properties' : undefined;
}

/** Reads one message of the Segment protocol. */
export const readSegment: Reader = (message, arrival) => {
  const read = readers[message.type as MessageType];
  if (!read || !Object.hasOwn(readers, String(message.type))) return 'unknown-type';
  const user = readId(message.userId);
  const anonymous = readId(message.anonymousId);
  const reason = user.reason ?? anonymous.reason;
  if (reason) return reason;
  const distinctId = user.id ?? anonymous.id;
  if (distinctId === undefined) return message.type === 'alias' ? 'no-alias' : 'no-id';
  const time = timeOf(message, anonymous.id ?? distinctId, arrival);
  if (typeof time === 'string') return time;
  const properties = new Properties();
  const part = read(message, properties);
  if (typeof part === 'string') return part;
  if (part.previousId !== undefined && user.id === undefined) return 'no-alias';
  if (part.name !== undefined) addContext(properties, message.context);
  const messageId = messageIdOf(message.messageId);
  return {
    project: arrival.project,
    messageId,
    id: hashHalves(arrival.project, messageId),
    time,
    received: arrival.received,
    distinctId,
    userId: user.id,
    anonymousId: anonymous.id,
    properties,
    name: part.name,
    traits: part.traits,
    previousId: part.previousId,
  };
};

function messageIdOf(value: Json | undefined): string {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : randomUUID();
}

const EARLIEST = Date.UTC(1990, 0, 1);
const DAY = 86_400_000;
function timeOf(message: JsonObject, device: string, arrival: Arrival): number | Reason {
  const { received, delivery } = arrival;
  const stamp = message.originalTimestamp ?? message.timestamp;
  if (stamp === undefined || stamp === null || stamp === '') return received;
  const moment = readMoment(stamp);
  if (moment === undefined) return 'bad-time';
  const sent = (message.sentAt == null ? undefined : readSentAt(message.sentAt)) ?? arrival.sentAt;
  const skew = sent === undefined ? 0 : (delivery?.skewOf(device, sent) ?? 0);
  return timeWithin(moment + skew, received);
}

/** The time of an event, or why it cannot be. */
export function timeWithin(time: number, received: number): number | Reason {
  if (time < EARLIEST) return 'early-time';
  return time > received + DAY ? 'late-time' : time;
}
