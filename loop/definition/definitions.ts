import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Clock } from '#lib/core';
import type { Database } from '#lib/store';
import { onlyForAccounts, type Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import { type Context, kindNamed } from './context.ts';
import type { Definition } from './definition.ts';
import { type ChangedDefinition, change, create, type NewDefinition } from './keep.ts';
import type { Kind } from './kind.ts';
import { type Filter, listOf, liveOf, oneOf, seen } from './read.ts';
import { type Reference, referencesIn } from './references.ts';
import { share, sharesOf } from './share.ts';
import type { Level, Sharing } from './sharing.ts';
import { definitionFavourites, definitions } from './table.ts';
import { emptyTrash, takeBack, throwAway } from './trash.ts';
import { type Users, usersOf, usersOfData } from './uses.ts';
import { stateOf, type Version, versionsOf } from './versions.ts';

/** What people make and keep, of every kind: one life for all of them. */
export class Definitions {
  readonly context: Context;

  constructor(deps: { readonly database: Database; readonly clock: Clock }, kinds: readonly Kind[]) {
    this.context = { ...deps, kinds: new Map(kinds.map((kind) => [kind.name, kind])) };
  }

  kinds(): Kind[] {
    return [...this.context.kinds.values()];
  }

  kind(name: string): Kind {
    return kindNamed(this.context, name);
  }

  /** What a viewer may see, the last changed first; what is in the trash only when asked for. */
  list(viewer: Viewer, filter: Filter = {}): Promise<Definition[]> {
    return listOf(this.context, viewer, filter);
  }

  get(viewer: Viewer, id: string, level: Exclude<Level, 'none'> = 'view'): Promise<Definition> {
    return oneOf(this.context.database.db, viewer, id, level);
  }

  /** Those of the ids that the viewer may see. */
  seen(viewer: Viewer, ids: readonly string[]): Promise<Definition[]> {
    return seen(this.context.database.db, viewer, ids);
  }

  create(viewer: Viewer, made: NewDefinition): Promise<Definition> {
    return create(this.context, this, viewer, made);
  }

  change(viewer: Viewer, changed: ChangedDefinition): Promise<Definition> {
    return change(this.context, this, viewer, changed);
  }

  versions(viewer: Viewer, id: string, naming: Naming): Promise<Version[]> {
    return versionsOf(this.context, viewer, id, naming);
  }

  /** A definition as it was in one of its versions. */
  async at(viewer: Viewer, id: string, version: number): Promise<{ name: string; body: object }> {
    return stateOf(this.context.database.db, await this.get(viewer, id), version);
  }

  /** Keeps the state of an older version again, as the newest. */
  async restore(viewer: Viewer, id: string, version: number): Promise<Definition> {
    const { version: newest } = await this.get(viewer, id, 'edit');
    return this.change(viewer, {
      id,
      version: newest,
      ...(await this.at(viewer, id, version)),
      restored: version,
    });
  }

  /** Keeps another like it, which belongs to the viewer. */
  async copy(viewer: Viewer, id: string, name: string): Promise<Definition> {
    const { kind, folder, body } = await liveOf(this.context.database.db, viewer, id, 'view');
    return this.create(viewer, { kind, name, folder, body });
  }

  /** What a definition uses; what of it the viewer may not see is only counted. */
  async uses(viewer: Viewer, id: string): Promise<Users & { references: readonly Reference[] }> {
    const { kind, body } = await this.get(viewer, id);
    const references = referencesIn(this.kind(kind), body);
    const users = await this.seen(
      viewer,
      references.map((one) => one.id),
    );
    return { users, hidden: references.length - users.length, references };
  }

  async usedBy(viewer: Viewer, id: string): Promise<Users> {
    await this.get(viewer, id);
    return usersOf(this.context, viewer, id);
  }

  usersOfData(viewer: Viewer, data: Parameters<typeof usersOfData>[2]): Promise<Users> {
    return usersOfData(this.context, viewer, data);
  }

  async sharing(viewer: Viewer, id: string): Promise<Sharing> {
    await this.get(viewer, id, 'own');
    return sharesOf(this.context.database.db, id);
  }

  share(viewer: Viewer, id: string, sharing: Sharing): Promise<void> {
    return share(this.context, viewer, id, sharing);
  }

  /** Puts definitions into a folder; all of them, or none. */
  async move(viewer: Viewer, ids: readonly string[], folder: string): Promise<Definition[]> {
    const { database } = this.context;
    const moved: Definition[] = [];
    for (const id of ids) moved.push(await liveOf(database.db, viewer, id, 'edit'));
    if (ids.length > 0)
      await database.db
        .update(definitions)
        .set({ folder })
        .where(inArray(definitions.id, [...ids]));
    return moved;
  }

  /** Remembers a definition among the viewer's favourites, or no longer. */
  async favourite(viewer: Viewer, id: string, favourite: boolean): Promise<void> {
    const { account } = viewer;
    if (!account) throw onlyForAccounts({});
    await this.get(viewer, id);
    const { db } = this.context.database;
    if (favourite)
      await db.insert(definitionFavourites).values({ account, definition: id }).onConflictDoNothing();
    else
      await db
        .delete(definitionFavourites)
        .where(and(eq(definitionFavourites.account, account), eq(definitionFavourites.definition, id)));
  }

  throwAway(viewer: Viewer, id: string): Promise<void> {
    return throwAway(this.context, viewer, id);
  }

  takeBack(viewer: Viewer, id: string): Promise<void> {
    return takeBack(this.context, viewer, id);
  }

  emptyTrash(): Promise<number> {
    return emptyTrash(this.context);
  }

  /** What one is called, whoever asks: for work in the background. */
  async nameOf(id: string): Promise<string> {
    const [found] = await this.context.database.db
      .select({ name: definitions.name })
      .from(definitions)
      .where(eq(definitions.id, id));
    return found?.name ?? '';
  }

  /** The live ones of a kind in every project, for work in the background. */
  all(kind: string): Promise<{ id: string; project: number; changed: Date }[]> {
    return this.context.database.db
      .select({ id: definitions.id, project: definitions.project, changed: definitions.changed })
      .from(definitions)
      .where(and(eq(definitions.kind, kind), isNull(definitions.trashed)))
      .orderBy(asc(definitions.created));
  }
}
