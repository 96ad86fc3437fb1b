import { describe, expect, it } from 'vitest';
import { propertyTitle } from '#loop/condition';
import { keptAlone, keptSections } from './context.ts';
import { type Event, Reject } from './event.ts';
import type { Json } from './properties.ts';
import { validate } from './validate.ts';
import { parseExact } from './values/exact-json.ts';

const received = Date.parse('2026-03-01T12:00:00.000Z');

function read(message: Json, sentAt?: string): Event {
  const result = validate(message, { project: 1, received, sentAt: sentAt ? Date.parse(sentAt) : undefined });
  if (result instanceof Reject) throw new Error(result.reason);
  return result;
}

function reasonOf(message: Json): string {
  const result = validate(message, { project: 1, received });
  return result instanceof Reject ? result.reason : 'accepted';
}

const track = { type: 'track', userId: 'u1', event: 'order' };

describe('validate', () => {
  it('types properties: booleans and arrays are texts, ISO dates are times too, nested names are joined by dots, null is absent', () => {
    const { properties } = read({
      ...track,
      properties: {
        paid: true,
        total: 12.5,
        note: '你好',
        gone: null,
        items: [{ sku: 1 }],
        at: '2026-01-31T08:00:00+08:00',
        address: { city: '上海', geo: { lat: 31.2 } },
      },
    });
    expect(Object.fromEntries(properties.texts)).toEqual({
      paid: 'true',
      note: '你好',
      at: '2026-01-31T08:00:00+08:00',
      items: '[{"sku":1}]',
      'address.city': '上海',
    });
    expect(Object.fromEntries(properties.numbers)).toEqual({ total: 12.5, 'address.geo.lat': 31.2 });
    expect(Object.fromEntries(properties.times)).toEqual({ at: Date.parse('2026-01-31T00:00:00Z') });
  });

  it('takes the time as it was sent', () => {
    const at = (timestamp: string, sentAt?: string) =>
      new Date(read({ ...track, timestamp }, sentAt).time).toISOString();
    expect(at('2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z')).toBe('2026-03-01T10:00:00.000Z');
    expect(at('2026-03-01T10:00:00Z')).toBe('2026-03-01T10:00:00.000Z');
    expect(
      read({ ...track, timestamp: '2026-03-01T10:00:00Z', originalTimestamp: '2026-02-01T10:00:00Z' }).time,
    ).toBe(Date.parse('2026-02-01T10:00:00Z'));
    expect(read(track).time).toBe(received);
    expect(read({ ...track, timestamp: 1_700_000_000 }).time).toBe(1_700_000_000_000);
  });

  it('names the reason of each reject', () => {
    expect(reasonOf('text')).toBe('not-an-object');
    expect(reasonOf([1])).toBe('not-an-object');
    expect(reasonOf({ ...track, type: 'trick' })).toBe('unknown-type');
    expect(reasonOf({ ...track, type: '__proto__' })).toBe('unknown-type');
    expect(reasonOf({ ...track, type: 'constructor' })).toBe('unknown-type');
    expect(reasonOf({ type: 'track', event: 'order' })).toBe('no-id');
    expect(reasonOf({ ...track, userId: '  ' })).toBe('no-id');
    for (const userId of ['null', 'Undefined', 0, '[object Object]', ' GUEST ', { id: 1 }, true]) {
      expect(reasonOf({ ...track, userId })).toBe('banned-id');
    }
    expect(reasonOf({ ...track, anonymousId: 'anonymous' })).toBe('banned-id');
    expect(reasonOf({ ...track, userId: 'x'.repeat(201) })).toBe('long-id');
    expect(reasonOf({ ...track, event: '' })).toBe('no-event');
    expect(reasonOf({ ...track, event: 7 })).toBe('no-event');
    expect(reasonOf({ ...track, event: 'x'.repeat(201) })).toBe('long-event');
    expect(reasonOf({ ...track, properties: [1] })).toBe('bad-properties');
    expect(reasonOf({ type: 'group', userId: 'u1' })).toBe('no-group');
    expect(reasonOf({ type: 'alias', userId: 'u1' })).toBe('no-alias');
    expect(reasonOf({ type: 'alias', previousId: 'u1' })).toBe('no-alias');
    expect(reasonOf({ ...track, timestamp: 'yesterday' })).toBe('bad-time');
    expect(reasonOf({ ...track, timestamp: '2026-02-30T00:00:00Z' })).toBe('bad-time');
    expect(reasonOf({ ...track, timestamp: '2026-02-01T00:00:00+25:00' })).toBe('bad-time');
    expect(reasonOf({ ...track, timestamp: '2026-02-01T00:00:00+08:60' })).toBe('bad-time');
    expect(reasonOf({ ...track, timestamp: '1989-12-31T23:59:59Z' })).toBe('early-time');
    expect(reasonOf({ ...track, timestamp: '2026-03-02T12:00:01Z' })).toBe('late-time');
    expect(reasonOf({ ...track, properties: { text: 'x'.repeat(33_000) } })).toBe('large-message');
    expect(reasonOf({ ...track, properties: { text: '字'.repeat(11_000) } })).toBe('large-message');
    const many = Object.fromEntries(Array.from({ length: 256 }, (_, i) => [`p${i}`, i]));
    expect(reasonOf({ ...track, properties: many })).toBe('many-properties');
    expect(reasonOf(JSON.parse(`{"type":"track","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`))).toBe(
      'deep-message',
    );
  });

  it('makes pages, screens and groups events, and keeps what context tells under names with $', () => {
    const page = read({
      type: 'page',
      anonymousId: 'a1',
      name: 'Home',
      properties: { url: 'https://x.y/' },
      context: {
        campaign: { source: 'wechat', name: '618' },
        page: { path: '/' },
        timezone: 'Mars/Olympus',
        ip: '10.0.0.1',
        userAgent: 'UA',
      },
    });
    expect(page.name).toBe('$page');
    expect(Object.fromEntries(page.properties.texts)).toEqual({
      url: 'https://x.y/',
      $name: 'Home',
      $utm_source: 'wechat',
      $utm_campaign: '618',
      $path: '/',
      $timezone: 'Mars/Olympus',
      $user_agent: 'UA',
    });
    const group = read({ type: 'group', userId: 'u1', groupId: 'g1', traits: { plan: 'pro' } });
    expect(group.name).toBe('$group');
    expect(group.traits?.texts.get('$group')).toBe('g1');
    expect(group.properties.texts.get('plan')).toBe('pro');
    expect(read({ type: 'screen', userId: 'u1', name: 'Cart' }).name).toBe('$screen');
  });

  it('takes traits of identify from the message and from context', () => {
    const event = read({
      type: 'identify',
      userId: 'u1',
      traits: { vip: true },
      context: { traits: { vip: false, age: 30 } },
    });
    expect(event.name).toBeUndefined();
    expect(event.traits?.texts.get('vip')).toBe('true');
    expect(event.traits?.numbers.get('age')).toBe(30);
  });

  it('keeps one value of a name, the later one, of whatever type it is', () => {
    const { traits } = read({
      type: 'identify',
      userId: 'u1',
      traits: { plan: 'pro', since: 3, level: '2026-01-01' },
      context: { traits: { plan: 1, since: '2026-01-01', level: 'x' } },
    });
    expect([...traits!.texts]).toEqual([
      ['level', '2026-01-01'],
      ['plan', 'pro'],
    ]);
    expect([...traits!.numbers]).toEqual([['since', 3]]);
    expect([...traits!.times]).toEqual([['level', Date.UTC(2026, 0, 1)]]);
  });

  it('knows a message again by an id of any length', () => {
    const messageId = 'm'.repeat(5000);
    expect(read({ ...track, messageId }).id).toEqual(read({ ...track, messageId }).id);
    expect(read({ ...track, messageId: `${messageId}2` }).id).not.toEqual(read({ ...track, messageId }).id);
  });

  it('keeps hostile names and values as they are', () => {
    const { properties } = read(
      parseExact(
        '{"type":"track","userId":"u1","event":"e","properties":{"__proto__":{"x":1},"constructor":"c","z":"a\\u0000b","$event":"no","deep":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}}}}',
      ),
    );
    expect(properties.numbers.get('__proto__.x')).toBe(1);
    expect(properties.texts.get('constructor')).toBe('c');
    expect(properties.texts.get('z')).toBe('a\u0000b');
    expect(properties.texts.has('$event')).toBe(false);
    expect(properties.texts.get('deep.a.b.c.d.e.f.g')).toBe('{"h":1}');
  });
});

it('keeps nothing of a context under a name that people could not read', () => {
  const nothing = { events: [], properties: [] };
  const kept = [
    ...Object.values(keptSections).flatMap((one) => Object.values(one)),
    ...Object.values(keptAlone),
  ];
  expect(kept.filter((name) => propertyTitle(nothing, 'event', name).zh.includes('$'))).toEqual([]);
});
