import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Connection, Context } from './context.ts';
import type { Definition } from './definition.ts';
import { inTrash, notYours, onlyView, unknownDefinition } from './faults.ts';
import { type Level, levelOf, levels } from './sharing.ts';
import { definitions } from './table.ts';

export interface Filter {
  readonly kind?: string | undefined;
  readonly trashed?: boolean | undefined;
  readonly favourite?: boolean | undefined;
}

/** The definitions that a viewer may see, the last changed first. */
export async function listOf(
  { database, kinds }: Pick<Context, 'database' | 'kinds'>,
  viewer: Viewer,
  { kind, trashed = false, favourite }: Filter,
): Promise<Definition[]> {
  return select(
    database.db,
    viewer,
    and(
      inArray(definitions.kind, kind === undefined ? [...kinds.keys()] : [kind]),
      trashed ? isNotNull(definitions.trashed) : isNull(definitions.trashed),
      favourite ? favouriteOf(viewer) : undefined,
    ),
  );
}

/** Those of the ids that a viewer may see, in the trash or not. */
export async function seen(db: Connection, viewer: Viewer, ids: readonly string[]): Promise<Definition[]> {
  const known = ids.filter(isUuid);
  return known.length === 0 ? [] : select(db, viewer, inArray(definitions.id, known));
}

/** One definition with which the viewer may do so much; a fault tells no name of what he may not see. */
export async function oneOf(
  db: Connection,
  viewer: Viewer,
  id: string,
  level: Exclude<Level, 'none'>,
): Promise<Definition> {
  const [found] = await seen(db, viewer, [id]);
  if (!found) throw unknownDefinition({ given: id });
  const { name, owner } = found;
  if (levels.indexOf(found.may) < levels.indexOf(level))
    throw level === 'own' ? notYours({ name, owner }) : onlyView({ name, owner });
  return found;
}

/** The same, unless it is in the trash. */
export async function liveOf(...given: Parameters<typeof oneOf>): Promise<Definition> {
  const found = await oneOf(...given);
  if (found.trashed) throw inTrash({ name: found.name });
  return found;
}

async function select(db: Connection, viewer: Viewer, which: SQL | undefined): Promise<Definition[]> {
  const level = levelOf(viewer);
  const found = await db
    .select({
      row: definitions,
      level,
      favourite: favouriteOf(viewer),
      shared: sql<boolean>`EXISTS (SELECT 1 FROM definition_shares AS shares WHERE shares.definition = definitions.id)`,
    })
    .from(definitions)
    .where(and(eq(definitions.project, viewer.project.id), sql`${level} > 0`, which))
    .orderBy(desc(definitions.changed), asc(definitions.name));
  return found.map(({ row, level, favourite, shared }) => {
    const { owner: _, project: __, createdBy, ...rest } = row;
    return { ...rest, owner: createdBy, may: levels[level] as Definition['may'], favourite, shared };
  });
}

function favouriteOf({ account }: Viewer): SQL<boolean> {
  if (!account) return sql<boolean>`false`;
  return sql<boolean>`EXISTS (SELECT 1 FROM definition_favourites AS mine
    WHERE mine.definition = definitions.id AND mine.account = ${account}::uuid)`;
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
