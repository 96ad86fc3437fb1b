import { describe, expect, it } from 'vitest';
import { simulate, simulatePerson } from './index.ts';
import { seedOf } from './seed.ts';

const options = { people: 400, seed: 7, until: '2026-11-22' };

describe('simulate', () => {
  it('repeats exactly from the same seed', () => {
    expect([...simulate(options)]).toEqual([...simulate(options)]);
  });

  it('tells of other people from another seed', () => {
    const one = JSON.stringify([...simulate({ ...options, people: 20 })].map(({ properties }) => properties));
    const other = JSON.stringify(
      [...simulate({ ...options, people: 20, seed: 8 })].map(({ properties }) => properties),
    );
    expect(one).not.toBe(other);
  });

  it('tells the same of any person alone as within the stream', () => {
    const all = [...simulate(options)];
    for (const index of [0, 1, 57, 399]) expect(simulatePerson(options, index)).toEqual(all[index]);
  });

  it('hands out the first of five million people at once', () => {
    const people = simulate({ ...options, people: 5_000_000 });
    expect(people.next().value?.index).toBe(0);
    expect(people.next().value?.index).toBe(1);
  });

  it('gives every person a seed of their own', () => {
    const seeds = new Set(Array.from({ length: 200_000 }, (_, index) => seedOf(7, index)));
    expect(seeds.size).toBe(200_000);
  });

  it('refuses sizes and days it cannot simulate', () => {
    expect(() => simulate({ ...options, people: 0 }).next()).toThrow('cannot simulate 0 people');
    expect(() => simulate({ ...options, days: 30 }).next()).toThrow('cannot simulate 30 days');
    expect(() => simulate({ ...options, until: 'today' }).next()).toThrow('not a day: today');
  });
});
