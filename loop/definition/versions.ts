import { and, desc, eq } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import { type Context, type Database, kindNamed } from './context.ts';
import { type Change, differenceOf } from './difference.ts';
import { unknownVersion } from './faults.ts';
import { type Definition, oneOf } from './read.ts';
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
  const { kind } = await oneOf(context.rows.db, viewer, id, 'view');
  const rows = await context.rows.db
    .select()
    .from(definitionVersions)
    .where(eq(definitionVersions.definition, id))
    .orderBy(desc(definitionVersions.version));
  return rows.map(({ version, name, body, author, at, restored }, place) => {
    const before = rows[place + 1];
    const difference = before ? differenceOf(kindNamed(context, kind), before, { name, body }, naming) : [];
    return { version, name, author, at, restored, difference };
  });
}

/** A definition as it was in one of its versions. */
export async function stateOf(
  db: Database,
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
