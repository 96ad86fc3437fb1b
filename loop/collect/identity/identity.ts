import { sql } from '#lib/sql';
import type { Database, Warehouse } from '#lib/store';
import { unknownPerson } from '../faults.ts';
import { hash64 } from '../receive/sip-hash.ts';
import type { Fact } from './fact.ts';
import { chunked } from './in-chunks.ts';
import { Links } from './links.ts';
import { linkKey, type Merge, Partition } from './partition.ts';
import { type Root, Roots } from './roots.ts';
import { takeOut, withDevices } from './take-out.ts';

/** Runs work while no other process on the same store runs work under this name. */
type Alone = Database['alone'];

/** Keeps in the store which ids are one person; questions look it up, so no event is ever rewritten. */
export class Identity {
  private constructor(
    private readonly warehouse: Warehouse,
    private readonly roots: Roots,
    private readonly links: Links,
    private readonly alone: Alone,
  ) {}

  /** @param rows what keeps two processes from merging at the same time; one process alone needs none. */
  static async open(warehouse: Warehouse, database?: Pick<Database, 'alone'>): Promise<Identity> {
    const alone: Alone = database ? (name, work) => database.alone(name, work) : (_, work) => work();
    return alone('merges', async () => {
      const identity = new Identity(warehouse, await Roots.open(warehouse), new Links(warehouse), alone);
      await identity.mendOldSplits();
      await identity.roots.show();
      return identity;
    });
  }

  /**
   * Takes facts in, in the order of arrival. May be repeated after a crash at any point: the merges are written before the
   * users, since a user who is known too early could not be joined any more.
   */
  async apply(facts: readonly Fact[], token: string): Promise<void> {
    if (facts.length > 0) await this.alone('merges', () => this.take(facts, token));
    await this.roots.show();
  }

  /**
   * Takes an id out of its person, with its devices and what was merged into it, and the survivor of a merge likewise. It
   * stays apart unless an alias joins it again. Said twice, or again after a crash, it changes nothing more.
   */
  async split(project: number, id: string, time: number): Promise<void> {
    await this.alone('merges', async () => {
      const person = hash64(project, id);
      const root = await this.rootOf(person);
      const taken = await this.takeOut(person, root);
      if (taken.repeated) return;
      if (taken.moved.size === 0) throw unknownPerson({ given: id });
      // as a user, what was a device is not joined again by the next message that carries both ids
      const apart = new Set([person, ...taken.cut.flatMap(({ from, user }) => (user ? [] : [from]))]);
      await this.know([...apart].map((one) => [one, project]));
      await this.links.write(taken.cut.map((link) => ({ ...link, cut: true })));
      const row = [project, time, 'split', person, root, id, ''];
      await this.write('merge_log', MERGE_LOG, [JSON.stringify(row)]);
      await this.roots.write(taken.moved, [project]);
    });
    await this.roots.show();
  }

  private async takeOut(person: string, root: string) {
    const members = new Map([
      ...(await this.roots.leadingTo([root, person])),
      ...(await this.roots.of([root, person])),
    ]);
    const everybody = [...new Set([root, person, ...members.keys()])];
    const links = (await this.links.from(everybody)).filter(({ cut }) => !cut);
    const moved = new Map<string, Root>();
    const own = withDevices(person, links);
    if (everybody.every((one) => own.has(one)) && (await this.links.wereCutLast([...own])))
      return { cut: [], moved, repeated: true };
    const { cut, roots } = takeOut(person, root, everybody, links);
    for (const [one, now] of roots) {
      const before = members.get(one);
      if (now !== (before?.root ?? one)) moved.set(one, { root: now, version: (before?.version ?? 0) + 1 });
    }
    return { cut, moved, repeated: false };
  }

  private async rootOf(person: string): Promise<string> {
    return (await this.roots.of([person])).get(person)?.root ?? person;
  }

  /** Before links were kept, a split left behind what the id had brought with it. */
  private async mendOldSplits(): Promise<void> {
    for (const { from, into } of await this.links.oldSplits()) {
      const [own, root] = [await this.rootOf(from), await this.rootOf(into)];
      const { cut, moved } = own === root ? { cut: [], moved: new Map() } : await this.takeOut(from, root);
      await this.roots.write(moved);
      const done = { from, into, user: true, cut: true, token: '' };
      await this.links.write([...cut.map((link) => ({ ...link, cut: true })), done]);
    }
  }

  private async take(facts: readonly Fact[], token: string): Promise<void> {
    const { known, versions } = await this.load(facts, token);
    const partition = new Partition(known, hash64);
    for (const fact of facts) partition.apply(fact);
    await this.log(partition.merges);
    await this.links.write(partition.links.map((link) => ({ ...link, cut: false, token })));
    const moved = [...partition.moved].map(([person, root]): [string, Root] => [
      person,
      { root, version: (versions.get(person) ?? 0) + 1 },
    ]);
    const projects = new Set(facts.map(([, project]) => project));
    await this.roots.write(new Map(moved), projects);
    await this.know([...partition.newUsers]);
  }

  private know(users: readonly (readonly [person: string, project: number])[]): Promise<void> {
    const lines = users.map(([person, project]) => `[${project},${person}]`);
    return this.write('known_users', ['project', 'person'], lines);
  }

  /** Ids that are only known to be users need no look-up: noting it twice is harmless. */
  private async load(facts: readonly Fact[], token: string) {
    const people = new Set<string>();
    const renamed = new Set<string>();
    for (const [kind, project, first, second] of facts) {
      if (kind === 'known') continue;
      people.add(hash64(project, first));
      people.add(hash64(project, second));
      if (kind === 'alias') renamed.add(hash64(project, first));
    }
    const ids = [...people];
    const [found, users, links] = await Promise.all([
      this.roots.of(ids),
      this.usersAmong(ids),
      this.links.from([...renamed]),
    ]);
    const tops = new Set([...ids, ...[...found.values()].map(({ root }) => root)]);
    const behind = renamed.size > 0 ? await this.roots.leadingTo([...tops]) : new Map<string, Root>();
    // somebody who was taken out has a row of its own, whose version counts too
    const own = renamed.size > 0 ? await this.roots.of([...tops]) : new Map<string, Root>();
    const members = new Map<string, string[]>();
    for (const [person, { root }] of behind) members.set(root, [...(members.get(root) ?? []), person]);
    const all = [...found, ...own, ...behind];
    const roots = new Map([...found].map(([person, { root }]) => [person, root]));
    const versions = new Map(all.map(([person, { version }]) => [person, version]));
    const standing = new Set(links.filter(({ cut }) => !cut).map(linkKey));
    const undone = new Set(links.filter((link) => link.cut && link.token === token).map(linkKey));
    return { known: { roots, users, members, standing, undone }, versions };
  }

  private async usersAmong(people: readonly string[]): Promise<Set<string>> {
    const rows = await chunked<{ person: string }>(
      this.warehouse,
      people,
      (list) => sql`SELECT DISTINCT person FROM known_users WHERE person IN (${list})`,
    );
    return new Set(rows.map(({ person }) => person));
  }

  private log(merges: readonly Merge[]): Promise<void> {
    const lines = merges.map(({ project, time, kind, from, into, fromId, intoId }) =>
      JSON.stringify([project, time, kind, from, into, fromId, intoId]),
    );
    return this.write('merge_log', MERGE_LOG, lines);
  }

  private async write(table: string, columns: readonly string[], lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    await this.warehouse.insert(table, Buffer.from(lines.join('\n')), {
      format: 'JSONCompactEachRow',
      columns,
      // who was merged is told by the look-up
      touches: [],
    });
  }
}

const MERGE_LOG = ['project', 'time', 'kind', 'person', 'canonical', 'from_id', 'into_id'] as const;
