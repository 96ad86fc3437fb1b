import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { readInput, type Viewer } from '#loop/access';
import { clockText } from './clock-text.ts';
import { type Connection, type Context, kindNamed } from './context.ts';
import type { Definition } from './definition.ts';
import { changedMeanwhile, nobodyOwns, wrongBody } from './faults.ts';
import { inProject } from './in-project.ts';
import type { SeenDefinitions } from './kind.ts';
import { liveOf, oneOf } from './read.ts';
import { refuseStrangers } from './share.ts';
import { rowsOf, type Sharing, wholeProject } from './sharing.ts';
import { isEqual } from './stable-json.ts';
import { definitionShares, definitions, definitionVersions } from './table.ts';
import { checkReferences } from './uses.ts';

/** What somebody made and wants kept. */
export interface NewDefinition {
  readonly kind: string;
  readonly name: string;
  readonly body: object;
  readonly folder?: string | undefined;
  readonly sharing?: Sharing | undefined;
  /** Chosen before where others name it already. */
  readonly id?: string;
}

/** A change of what is kept, made on the version it names. */
export interface ChangedDefinition {
  readonly id: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly body?: object | undefined;
  /** The version whose state this is again. */
  readonly restored?: number;
}

/** Keeps something new. */
export async function create(
  context: Context,
  all: SeenDefinitions,
  viewer: Viewer,
  { kind, name, folder = '', sharing = wholeProject, id = randomUUID(), ...given }: NewDefinition,
): Promise<Definition> {
  const { database, clock } = context;
  const isOwned = viewer.account !== undefined || viewer.role === 'owner';
  if (!isOwned && !sharing.some((one) => 'with' in one)) throw nobodyOwns({});
  await refuseStrangers(database.db, viewer, sharing);
  const body = await checked(context, viewer, kind, given.body);
  await checkReferences(context, database.db, viewer, { id, kind, name, body });
  const publish = await kindNamed(context, kind).prepare?.({ viewer, id, body, definitions: all });
  const now = clock.now();
  const by = viewer.name;
  await inProject(context, viewer, async (db) => {
    await checkReferences(context, db, viewer, { id, kind, name, body });
    const whose = { project: viewer.project.id, owner: viewer.account ?? null, createdBy: by };
    const when = { created: now, changed: now, changedBy: by };
    await db.insert(definitions).values({ id, kind, name, folder, body, ...whose, ...when });
    await db
      .insert(definitionVersions)
      .values({ definition: id, version: 1, name, body, author: by, at: now });
    const shares = rowsOf(id, sharing);
    if (shares.length > 0) await db.insert(definitionShares).values(shares);
  });
  await publish?.();
  return oneOf(database.db, viewer, id, 'view');
}

/** Keeps a change; refused when somebody saved since the version it was made on. */
export async function change(
  context: Context,
  all: SeenDefinitions,
  viewer: Viewer,
  { id, version, restored, ...given }: ChangedDefinition,
): Promise<Definition> {
  const { database, clock } = context;
  const found = await liveOf(database.db, viewer, id, 'edit');
  if (version !== found.version) throw await overtaken(database.db, viewer, id, version);
  const { kind } = found;
  const name = given.name ?? found.name;
  const body = given.body === undefined ? found.body : await checked(context, viewer, kind, given.body);
  const isOther = !isEqual(body, found.body);
  if (!isOther && name === found.name) return found;
  if (isOther) await checkReferences(context, database.db, viewer, { id, kind, name, body }, found.body);
  const publish = isOther
    ? await kindNamed(context, kind).prepare?.({ viewer, id, body, definitions: all })
    : undefined;
  const now = clock.now();
  await inProject(context, viewer, async (db) => {
    await liveOf(db, viewer, id, 'edit');
    if (isOther) await checkReferences(context, db, viewer, { id, kind, name, body }, found.body);
    const [kept] = await db
      .update(definitions)
      .set({ name, body, version: version + 1, changed: now, changedBy: viewer.name })
      .where(and(eq(definitions.id, id), eq(definitions.version, version)))
      .returning({ id: definitions.id });
    if (!kept) throw await overtaken(db, viewer, id, version);
    const state = { definition: id, version: version + 1, name, body, author: viewer.name, at: now };
    await db.insert(definitionVersions).values({ ...state, restored: restored ?? null });
  });
  await publish?.();
  return oneOf(database.db, viewer, id, 'view');
}

/** A body as its kind keeps it. */
export async function checked(
  context: Pick<Context, 'kinds'>,
  viewer: Viewer,
  name: string,
  given: object,
): Promise<object> {
  const kind = kindNamed(context, name);
  const read = readInput(kind.body, given, viewer.language);
  if ('misfit' in read) {
    const { path, allowed, given } = read.misfit;
    throw wrongBody({ path: path || whole[viewer.language], reason: allowed, given });
  }
  return (await kind.check?.(read.data, viewer)) ?? read.data;
}

const whole = { en: 'its top', zh: '最外层' } as const;

async function overtaken(db: Connection, viewer: Viewer, id: string, given: number): Promise<Error> {
  const { name, version } = await oneOf(db, viewer, id, 'view');
  const [newest] = await db
    .select()
    .from(definitionVersions)
    .where(eq(definitionVersions.definition, id))
    .orderBy(desc(definitionVersions.version))
    .limit(1);
  const at = newest ? clockText(newest.at, viewer.project.timeZone) : '';
  return changedMeanwhile({ who: newest?.author ?? '', name, at, newest: version, given });
}
