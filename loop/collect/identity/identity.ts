import { Sql, sql } from '#lib/sql';
import type { Columns } from '#lib/store';
import { unknownPerson } from '../faults.ts';
import { hash64 } from '../sip-hash.ts';
import type { Fact } from './fact.ts';
import { type Known, type Merge, Partition } from './partition.ts';

/** Numbers in one statement: well below the engine's longest text. */
const CHUNK = 8000;

/** Keeps in the store which ids are one person; questions look it up, so no event is ever rewritten. */
export class Identity {
  constructor(private readonly columns: Columns) {}

  /**
   * Takes facts in, in the order of arrival. May be repeated after a crash at any point: the merges are written before the
   * users, since a user who is known too early could not be joined any more.
   */
  async apply(facts: readonly Fact[], token: string): Promise<void> {
    if (facts.length === 0) return;
    const partition = new Partition(await this.load(facts), hash64);
    for (const fact of facts) partition.apply(fact);
    await this.log(partition.merges, token);
    await this.write(
      'merges',
      ['person', 'canonical'],
      [...partition.moved].map(([person, root]) => `[${person},${root}]`),
    );
    await this.write(
      'known_users',
      ['project', 'person'],
      [...partition.newUsers].map(([person, project]) => `[${project},${person}]`),
    );
  }

  /** Takes an id out of the person it was merged into; it stays apart unless an alias joins it again. */
  async split(project: number, id: string, time: number): Promise<void> {
    const person = hash64(project, id);
    const root = (await this.rootsOf([person])).get(person);
    if (root === undefined || root === person) throw unknownPerson({ given: id });
    await this.write('known_users', ['project', 'person'], [`[${project},${person}]`]);
    await this.write('merges', ['person', 'canonical'], [`[${person},${person}]`]);
    const row = [project, time, 'split', person, root, id, ''];
    await this.write('merge_log', MERGE_LOG, [mergeLogLine(row)]);
  }

  /** Ids that are only known to be users need no look-up: noting it twice is harmless. */
  private async load(facts: readonly Fact[]): Promise<Known> {
    const people = new Set<string>();
    let alias = false;
    for (const [kind, project, first, second] of facts) {
      if (kind === 'known') continue;
      people.add(hash64(project, first));
      people.add(hash64(project, second));
      alias ||= kind === 'alias';
    }
    const ids = [...people];
    const [roots, users] = await Promise.all([this.rootsOf(ids), this.usersAmong(ids)]);
    const members = alias ? await this.membersOf([...new Set([...ids, ...roots.values()])]) : new Map();
    return { roots, users, members };
  }

  private async rootsOf(people: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.chunked<{ person: string; root: string }>(
      people,
      (list) => sql`SELECT id AS person, joinGet('merges', 'canonical', id) AS root
        FROM (SELECT arrayJoin([${list}]::Array(UInt64)) AS id) WHERE root != 0`,
    );
    return new Map(rows.map(({ person, root }) => [person, root]));
  }

  private async usersAmong(people: readonly string[]): Promise<Set<string>> {
    const rows = await this.chunked<{ person: string }>(
      people,
      (list) => sql`SELECT DISTINCT person FROM known_users WHERE person IN (${list})`,
    );
    return new Set(rows.map(({ person }) => person));
  }

  private async membersOf(roots: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.chunked<{ person: string; root: string }>(
      roots,
      (list) => sql`SELECT person, canonical AS root
        FROM merges WHERE canonical IN (${list}) AND person != canonical`,
    );
    const members = new Map<string, string[]>();
    for (const { person, root } of rows) members.set(root, [...(members.get(root) ?? []), person]);
    return members;
  }

  private async chunked<Row>(people: readonly string[], statement: (list: Sql) => Sql): Promise<Row[]> {
    const rows: Row[] = [];
    for (let at = 0; at < people.length; at += CHUNK) {
      rows.push(...(await this.columns.read<Row>(statement(numbers(people.slice(at, at + CHUNK))))));
    }
    return rows;
  }

  private log(merges: readonly Merge[], token: string): Promise<void> {
    const lines = merges.map(({ project, time, kind, from, into, fromId, intoId }) =>
      mergeLogLine([project, time, kind, from, into, fromId, intoId]),
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

function mergeLogLine(row: readonly (string | number)[]): string {
  return JSON.stringify(row);
}

/** Numbers of 64 bits in the text of the statement: as parameters they would not fit into an address. */
function numbers(people: readonly string[]): Sql {
  for (const person of people)
    if (!/^\d{1,20}$/.test(person)) throw new RangeError(`not a person: ${person}`);
  return new Sql([people.map((person) => `${person}`).join(',')], []);
}
