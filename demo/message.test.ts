import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoPerson, eventsCsv, names, ordersCsv, simulate, valueNames } from './index.ts';
import type { Fields, Json, Message } from './message.ts';

let people: DemoPerson[];
let messages: Message[];

beforeAll(() => {
  people = [...simulate({ people: 2000, seed: 3, until: '2026-11-22' })];
  messages = people.flatMap(({ events }) => events);
});

function fieldsOf(message: Message): Fields {
  if (message.type === 'alias') return {};
  return message.type === 'identify' ? message.traits : message.properties;
}

function keysOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => keysOf(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('a message', () => {
  it('has a number of its own, somebody it is about, and fits the front door', () => {
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    expect(messages.filter(({ userId, anonymousId }) => !userId && !anonymousId)).toEqual([]);
    const longest = messages.reduce((most, message) => Math.max(most, JSON.stringify(message).length), 0);
    expect(longest).toBeLessThan(2 * 1024);
  });

  it('comes in order of time, after the arrival and before the end', () => {
    for (const { events, truth } of people) {
      const times = events.map(({ timestamp }) => timestamp);
      expect(times).toEqual([...times].sort());
      expect(times[0]! >= truth.arrivedAt).toBe(true);
      expect(times.at(-1)! < '2026-11-21T16:00:00.000Z').toBe(true);
    }
  });

  it('carries only ids of its person, and no name before the person said it', () => {
    for (const { ids, events } of people) {
      const signedUp = events.findIndex(({ userId }) => userId !== undefined);
      expect(signedUp >= 0).toBe(ids.userId !== undefined);
      if (signedUp >= 0) expect(['alias', 'identify']).toContain(events[signedUp]?.type);
      const foreign = events.filter(
        ({ userId, anonymousId }) =>
          (userId && userId !== ids.userId) || (anonymousId && !ids.anonymousIds.includes(anonymousId)),
      );
      expect(foreign).toEqual([]);
    }
  });

  it('tells a believable amount: 25 to 60 a person, about 8 in 100 never say who they are', () => {
    const average = messages.length / people.length;
    expect(average).toBeGreaterThan(25);
    expect(average).toBeLessThan(62);
    const nameless = people.filter(({ ids }) => !ids.userId).length / people.length;
    expect(nameless).toBeGreaterThan(0.05);
    expect(nameless).toBeLessThan(0.1);
    expect(people.filter(({ ids }) => ids.anonymousIds.length > 1).length).toBeGreaterThan(200);
  });
});

describe('the dictionary', () => {
  it('names every event, page and property that occurs, and no other', () => {
    const header = (lines: Iterable<string>) => [...lines][0]!.trim().split(',');
    const english = new Map(Object.entries(names).map(([key, { en }]) => [en, key]));
    const csv = [...header(ordersCsv([], 'en')), ...header(eventsCsv([], 'en'))].map((en) => english.get(en));
    const used = new Set<string | undefined>(csv);
    for (const message of messages) {
      if (message.type === 'track') used.add(message.event);
      if (message.type === 'page') used.add(message.name);
      for (const key of keysOf(fieldsOf(message))) used.add(key);
    }
    expect([...used].sort()).toEqual(Object.keys(names).sort());
  });

  it('names every code of the properties that hold one', () => {
    const codes = new Set(
      messages.flatMap((message) =>
        Object.entries(fieldsOf(message)).flatMap(([key, value]) =>
          valueNames[key] ? [`${key}: ${value}`] : [],
        ),
      ),
    );
    const known = Object.entries(valueNames).flatMap(([key, values]) =>
      Object.keys(values).map((it) => `${key}: ${it}`),
    );
    expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
    expect(codes.size).toBeGreaterThan(50);
  });
});

describe('what people write', () => {
  const texts = () =>
    messages.flatMap((message) => {
      const { text, language } = fieldsOf(message);
      return typeof text === 'string' ? [{ text, language }] : [];
    });

  it('varies and has no holes left', () => {
    const all = texts().map(({ text }) => text);
    expect(new Set(all).size / all.length).toBeGreaterThan(0.75);
    expect(all.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
  });

  it('is Chinese six times in seven', () => {
    const all = texts();
    const chinese = all.filter(({ language }) => language === 'zh');
    expect(chinese.length / all.length).toBeGreaterThan(0.78);
    expect(chinese.length / all.length).toBeLessThan(0.92);
    for (const { text } of chinese) expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('shows in the stars what was meant, save for those who always give five', () => {
    const meant = Object.assign({}, ...people.map(({ truth }) => truth.sentiments)) as Record<string, string>;
    const reviews = messages.map(fieldsOf).filter(({ review_id }) => review_id !== undefined);
    const wordFor = (stars: number) => (stars >= 4 ? 'positive' : stars === 3 ? 'neutral' : 'negative');
    const agreeing = reviews.filter((it) => meant[String(it.review_id)] === wordFor(Number(it.rating)));
    expect(reviews.length).toBeGreaterThan(300);
    expect(agreeing.length / reviews.length).toBeGreaterThan(0.93);
    expect(agreeing.length).toBeLessThan(reviews.length);
  });
});
