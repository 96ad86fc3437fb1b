import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Viewer } from '#loop/access';
import type { Connection, Context } from './context.ts';
import type { Definition } from './definition.ts';
import { circle, referenceInTrash, stillUsed, unknownReference } from './faults.ts';
import { seen } from './read.ts';
import { type Reference, referencesIn } from './references.ts';
import { definitions } from './table.ts';

/** Whom a definition touches, as one viewer may know it. */
export interface Users {
  readonly users: readonly Definition[];
  /** How many more there are that the viewer may not see. */
  readonly hidden: number;
}

/** What uses a definition, and is not in the trash. */
export async function usersOf(
  { database, kinds }: Pick<Context, 'database' | 'kinds'>,
  viewer: Viewer,
  id: string,
  db: Connection = database.db,
): Promise<Users> {
  return known(db, viewer, await usersAmong({ kinds }, db, viewer.project.id, id));
}

/** What names an event or a property of the data, and is not in the trash. */
export async function usersOfData(
  { database, kinds }: Pick<Context, 'database' | 'kinds'>,
  viewer: Viewer,
  data: { readonly of: 'event' | 'event property' | 'person property'; readonly name: string },
): Promise<Users> {
  const candidates = await holding(database.db, viewer.project.id, data.name);
  const using = candidates.filter(({ kind, body }) => {
    const uses = kinds.get(kind)?.uses?.(body);
    if (data.of === 'event') return uses?.events.includes(data.name);
    const of = data.of === 'event property' ? 'event' : 'person';
    return uses?.properties.some((one) => one.of === of && one.name === data.name);
  });
  const ids = using.map(({ id }) => id);
  return known(database.db, viewer, ids);
}

async function known(db: Connection, viewer: Viewer, ids: readonly string[]): Promise<Users> {
  const users = await seen(db, viewer, ids);
  return { users, hidden: ids.length - users.length };
}

/** Ids of what uses a definition, whoever may see it. */
export async function usersAmong(
  { kinds }: Pick<Context, 'kinds'>,
  db: Connection,
  project: number,
  id: string,
): Promise<string[]> {
  return (await holding(db, project, id))
    .filter((one) => one.id !== id && referencesOf({ kinds }, one).some((reference) => reference.id === id))
    .map((one) => one.id);
}

/** Definitions whose body holds a text; whether it is used there only their kind knows. */
function holding(db: Connection, project: number, text: string) {
  const written = JSON.stringify(text);
  return db
    .select({ id: definitions.id, kind: definitions.kind, body: definitions.body })
    .from(definitions)
    .where(
      and(
        eq(definitions.project, project),
        isNull(definitions.trashed),
        sql`position(${written} in ${definitions.body}::text) > 0`,
      ),
    );
}

/** What is used stays: says by what. */
export async function refuseUsed(
  context: Context,
  db: Connection,
  viewer: Viewer,
  { id, name }: Definition,
): Promise<void> {
  const { users, hidden } = await usersOf(context, viewer, id, db);
  if (users.length + hidden === 0) return;
  const named = users.map((user) => `“${user.name}”`);
  throw stillUsed({ name, by: [...named, ...(hidden > 0 ? [`+${hidden}`] : [])].join(', ') });
}

/** Refuses a body that names what is not there, and one that contains itself. `before` is what was kept until now: what stood there already stays. */
export async function checkReferences(
  { kinds }: Pick<Context, 'kinds'>,
  db: Connection,
  viewer: Viewer,
  one: { readonly id: string; readonly kind: string; readonly name: string; readonly body: object },
  before?: object,
): Promise<void> {
  const wanted = referencesOf({ kinds }, one);
  const kept = new Set(before ? referencesOf({ kinds }, { ...one, body: before }).map(({ id }) => id) : []);
  const found = new Map(
    (
      await seen(
        db,
        viewer,
        wanted.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  for (const { kind, id } of wanted) {
    if (kept.has(id) || id === one.id) continue;
    const there = found.get(id);
    if (there?.kind !== kind) throw unknownReference({ kind, given: id });
    if (there.trashed) throw referenceInTrash({ name: there.name });
  }
  await refuseCircle({ kinds }, db, viewer.project.id, one);
}

async function refuseCircle(
  { kinds }: Pick<Context, 'kinds'>,
  db: Connection,
  project: number,
  one: { readonly id: string; readonly kind: string; readonly name: string; readonly body: object },
): Promise<void> {
  const seenAlready = new Set<string>();
  let next = referencesOf({ kinds }, one).map(({ id }) => ({ id, through: '' }));
  while (next.length > 0) {
    const [self] = next.filter(({ id }) => id === one.id);
    if (self) throw circle({ name: one.name, through: self.through || one.name });
    const ids = next.map(({ id }) => id).filter((id) => !seenAlready.has(id));
    for (const id of ids) seenAlready.add(id);
    const inner = await bodies(db, project, ids);
    next = inner.flatMap((row) => referencesOf({ kinds }, row).map(({ id }) => ({ id, through: row.name })));
  }
}

async function bodies(db: Connection, project: number, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  return db
    .select({ id: definitions.id, kind: definitions.kind, name: definitions.name, body: definitions.body })
    .from(definitions)
    .where(and(eq(definitions.project, project), sql`${definitions.id}::text IN (${list})`));
}

export function referencesOf(
  { kinds }: Pick<Context, 'kinds'>,
  { kind, body }: { readonly kind: string; readonly body: object },
): Reference[] {
  return referencesIn(kinds.get(kind) ?? {}, body);
}
