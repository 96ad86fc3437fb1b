import { sql } from '#lib/sql';
import type { Columns, Rows } from '#lib/store';
import { unknownPerson } from '../faults.ts';
import { hash64 } from '../sip-hash.ts';
import type { Fact } from './fact.ts';
import { type Merge, Partition } from './partition.ts';
import { chunked, type Root, Roots } from './roots.ts';

/** Runs work while no other process on the same store runs work under this name. */
type Alone = Rows['alone'];

/** Keeps in the store which ids are one person; questions look it up, so no event is ever rewritten. */
export class Identity {
  private constructor(
    private readonly columns: Columns,
    private readonly roots: Roots,
    private readonly alone: Alone,
  ) {}

  /** @param rows what keeps two processes from merging at the same time; one process alone needs none. */
  static async open(columns: Columns, rows?: Pick<Rows, 'alone'>): Promise<Identity> {
    const alone: Alone = rows ? (name, work) => rows.alone(name, work) : (_, work) => work();
    return new Identity(columns, await Roots.open(columns), alone);
  }

  /**
   * Takes facts in, in the order of arrival. May be repeated after a crash at any point: the merges are written before the
   * users, since a user who is known too early could not be joined any more.
   */
  async apply(facts: readonly Fact[], token: string): Promise<void> {
    if (facts.length > 0) await this.alone('merges', () => this.take(facts, token));
    await this.roots.show();
  }

  /** Takes an id out of the person it was merged into; it stays apart unless an alias joins it again. */
  async split(project: number, id: string, time: number): Promise<void> {
    await this.alone('merges', async () => {
      const person = hash64(project, id);
      const known = (await this.roots.of([person])).get(person);
      if (known === undefined || known.root === person) throw unknownPerson({ given: id });
      await this.write('known_users', ['project', 'person'], [`[${project},${person}]`]);
      await this.roots.write(new Map([[person, { root: person, version: known.version + 1 }]]));
      const row = [project, time, 'split', person, known.root, id, ''];
      await this.write('merge_log', MERGE_LOG, [JSON.stringify(row)]);
    });
    await this.roots.show();
  }

  private async take(facts: readonly Fact[], token: string): Promise<void> {
    const { known, versions } = await this.load(facts);
    const partition = new Partition(known, hash64);
    for (const fact of facts) partition.apply(fact);
    await this.log(partition.merges, token);
    const moved = [...partition.moved].map(([person, root]): [string, Root] => [
      person,
      { root, version: (versions.get(person) ?? 0) + 1 },
    ]);
    await this.roots.write(new Map(moved));
    await this.write(
      'known_users',
      ['project', 'person'],
      [...partition.newUsers].map(([person, project]) => `[${project},${person}]`),
    );
  }

  /** Ids that are only known to be users need no look-up: noting it twice is harmless. */
  private async load(facts: readonly Fact[]) {
    const people = new Set<string>();
    let alias = false;
    for (const [kind, project, first, second] of facts) {
      if (kind === 'known') continue;
      people.add(hash64(project, first));
      people.add(hash64(project, second));
      alias ||= kind === 'alias';
    }
    const ids = [...people];
    const [found, users] = await Promise.all([this.roots.of(ids), this.usersAmong(ids)]);
    const tops = new Set([...ids, ...[...found.values()].map(({ root }) => root)]);
    const behind = alias ? await this.roots.leadingTo([...tops]) : new Map<string, Root>();
    const members = new Map<string, string[]>();
    for (const [person, { root }] of behind) members.set(root, [...(members.get(root) ?? []), person]);
    const all = [...found, ...behind];
    const roots = new Map([...found].map(([person, { root }]) => [person, root]));
    const versions = new Map(all.map(([person, { version }]) => [person, version]));
    return { known: { roots, users, members }, versions };
  }

  private async usersAmong(people: readonly string[]): Promise<Set<string>> {
    const rows = await chunked<{ person: string }>(
      this.columns,
      people,
      (list) => sql`SELECT DISTINCT person FROM known_users WHERE person IN (${list})`,
    );
    return new Set(rows.map(({ person }) => person));
  }

  private log(merges: readonly Merge[], token: string): Promise<void> {
    const lines = merges.map(({ project, time, kind, from, into, fromId, intoId }) =>
      JSON.stringify([project, time, kind, from, into, fromId, intoId]),
    );
    return this.write('merge_log', MERGE_LOG, lines, `${token}:merge_log`);
  }

  private async write(
    table: string,
    columns: readonly string[],
    lines: readonly string[],
    token?: string,
  ): Promise<void> {
    if (lines.length === 0) return;
    await this.columns.insert(table, Buffer.from(lines.join('\n')), {
      format: 'JSONCompactEachRow',
      columns,
      token,
    });
  }
}

const MERGE_LOG = ['project', 'time', 'kind', 'person', 'canonical', 'from_id', 'into_id'] as const;
