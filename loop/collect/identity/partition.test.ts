import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.ts';
import { NaiveIdentity } from './naive-identity.ts';
import { type Known, linkKey, Partition } from './partition.ts';

const name = (_: number, id: string) => id;
const nothing: Known = {
  roots: new Map(),
  members: new Map(),
  users: new Set(),
  standing: new Set(),
  undone: new Set(),
};

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ user: id }).map(({ user }): Fact => ['known', 1, user]),
  fc.tuple(id, id).map(([from, to]): Fact => ['link', 1, from, to, 0]),
  fc.tuple(id, id).map(([from, to]): Fact => ['alias', 1, from, to, 0]),
);

/** A store between batches: what a partition would find if it asked. */
class Store {
  roots = new Map<string, string>();
  users = new Set<string>();
  links = new Set<string>();
  known(): Known {
    const members = new Map<string, string[]>();
    for (const [from, root] of this.roots) members.set(root, [...(members.get(root) ?? []), from]);
    return { roots: this.roots, users: this.users, members, standing: this.links, undone: new Set() };
  }
}

describe('who is who', () => {
  it('is the same as by the naive rules, however facts are cut into batches and wherever a crash makes one repeat', () => {
    const cut = fc.record({
      size: fc.integer({ min: 1, max: 6 }),
      crash: fc.constantFrom('none', 'log', 'links', 'merges', 'users'),
    });
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 40 }),
        fc.array(cut, { minLength: 40, maxLength: 40 }),
        (facts, cuts) => {
          const store = new Store();
          let at = 0;
          for (const { size, crash } of cuts) {
            const batch = facts.slice(at, at + size);
            at += size;
            for (const until of crash === 'none' ? ['users'] : [crash, 'users']) {
              const partition = new Partition(store.known(), name);
              for (const one of batch) partition.apply(one);
              if (until === 'log') continue;
              for (const link of partition.links) store.links.add(linkKey(link));
              if (until === 'links') continue;
              for (const [from, root] of partition.moved) store.roots.set(from, root);
              if (until === 'merges') continue;
              for (const user of partition.newUsers.keys()) store.users.add(user);
            }
          }
          const expected = new NaiveIdentity();
          for (const one of facts) expected.tell(one, (id) => id);
          const rootOf = (one: string) => store.roots.get(one) ?? one;
          for (const one of 'abcdefgh') {
            for (const other of 'abcdefgh') {
              expect(rootOf(one) === rootOf(other)).toBe(expected.one(one).has(other));
            }
            expect(rootOf(rootOf(one))).toBe(rootOf(one));
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('leaves a shared device with the first user, and the second user alone', () => {
    const partition = new Partition(nothing, name);
    partition.apply(['link', 1, 'tablet', 'li', 0]);
    partition.apply(['link', 1, 'tablet', 'wang', 0]);
    expect(partition.rootOf('tablet')).toBe('li');
    expect(partition.rootOf('wang')).toBe('wang');
    expect(partition.merges).toHaveLength(1);
  });

  it('never makes two users one unless an alias says so', () => {
    const partition = new Partition(nothing, name);
    partition.apply(['known', 1, 'li']);
    partition.apply(['link', 1, 'li', 'wang', 0]);
    expect(partition.rootOf('li')).toBe('li');
    partition.apply(['link', 1, 'phone', 'li', 0]);
    partition.apply(['alias', 1, 'li', 'wang', 0]);
    expect([partition.rootOf('li'), partition.rootOf('phone')]).toEqual(['wang', 'wang']);
  });
});
