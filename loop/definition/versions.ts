import { and, desc, eq } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import { type Connection, type Context, kindNamed } from './context.ts';
import type { Definition } from './definition.ts';
import { type Change, differenceOf, type Names } from './difference.ts';
import { unknownVersion } from './faults.ts';
import type { Kind } from './kind.ts';
import { oneOf, seen } from './read.ts';
import { referencesIn } from './references.ts';
import { definitionVersions } from './table.ts';

export interface Version {
  readonly version: number;
  readonly name: string;
  readonly author: string;
  readonly at: Date;
  readonly restored: number | null;
  /** What it changed against the version before it. */
  readonly difference: readonly Change[];
}

/** The versions of a definition, the newest first. */
export async function versionsOf(
  context: Context,
  viewer: Viewer,
  id: string,
  naming: Naming,
): Promise<Version[]> {
  const { kind } = await oneOf(context.database.db, viewer, id, 'view');
  const rows = await context.database.db
    .select()
    .from(definitionVersions)
    .where(eq(definitionVersions.definition, id))
    .orderBy(desc(definitionVersions.version));
  const names = await namesIn(context, viewer, kindNamed(context, kind), rows, naming);
  return rows.map(({ version, name, body, author, at, restored }, place) => {
    const before = rows[place + 1];
    const difference = before ? differenceOf(kindNamed(context, kind), before, { name, body }, names) : [];
    return { version, name, author, at, restored, difference };
  });
}

/** With the names of what the states refer to, as far as the viewer may know them. */
export async function namesIn(
  { database }: Pick<Context, 'database'>,
  viewer: Viewer,
  kind: Kind,
  states: readonly { readonly body: object }[],
  naming: Naming,
): Promise<Names> {
  const ids = states.flatMap(({ body }) => referencesIn(kind, body).map(({ id }) => id));
  const names = new Map(
    (await seen(database.db, viewer, [...new Set(ids)])).map(({ id, name }) => [id, name]),
  );
  return { ...naming, definition: (id) => names.get(id) };
}

/** A definition as it was in one of its versions. */
export async function stateOf(
  db: Connection,
  { id, name, version: newest }: Definition,
  version: number,
): Promise<{ name: string; body: object }> {
  const [found] = await db
    .select({ name: definitionVersions.name, body: definitionVersions.body })
    .from(definitionVersions)
    .where(and(eq(definitionVersions.definition, id), eq(definitionVersions.version, version)));
  if (!found) throw unknownVersion({ name, given: version, newest });
  return found;
}
