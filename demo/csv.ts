import type { Language } from '#lib/core';
import type { PropertyId } from './data/names.data.ts';
import type { Json, Message } from './message.ts';
import { names } from './names.ts';
import type { DemoPerson } from './person/person.ts';

const orderColumns = [
  'order_id',
  'time',
  'user_id',
  'product',
  'category',
  'item_count',
  'revenue',
  'discount',
  'payment_method',
  'province',
  'city',
  'channel',
] as const satisfies readonly PropertyId[];

const eventColumns = [
  'user_id',
  'anonymous_id',
  'event',
  'time',
  'platform',
  'app_version',
  'product',
  'category',
  'revenue',
] as const satisfies readonly PropertyId[];

/** The paid orders as lines of a CSV file, as a shop's back office would export them (times in China). */
export function* ordersCsv(people: Iterable<DemoPerson>, language: Language): Generator<string> {
  yield header(orderColumns, language);
  for (const { events, properties } of people) {
    for (const message of events) {
      if (message.type !== 'track' || message.event !== 'Order Paid') continue;
      yield line(orderColumns, { ...properties, ...message.properties, ...envelope(message) });
    }
  }
}

/** All events as lines of a CSV file. */
export function* eventsCsv(people: Iterable<DemoPerson>, language: Language): Generator<string> {
  yield header(eventColumns, language);
  for (const { events } of people) {
    for (const message of events) {
      if (message.type === 'alias' || message.type === 'identify') continue;
      const event = message.type === 'track' ? message.event : message.name;
      yield line(eventColumns, { ...message.properties, ...envelope(message), event });
    }
  }
}

function envelope({ userId, anonymousId, timestamp }: Message): Record<string, Json | undefined> {
  const local = new Date(Date.parse(timestamp) + 8 * 3_600_000).toISOString();
  return { user_id: userId, anonymous_id: anonymousId, time: local.slice(0, 19).replace('T', ' ') };
}

function header(columns: readonly PropertyId[], language: Language): string {
  return columns.map((column) => quote(names[column]?.[language])).join(',') + '\n';
}

function line(columns: readonly PropertyId[], values: Readonly<Record<string, Json | undefined>>): string {
  return columns.map((column) => quote(values[column])).join(',') + '\n';
}

function quote(value: Json | undefined): string {
  const text = value === undefined || value === null ? '' : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
