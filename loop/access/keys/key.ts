import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Language } from '#lib/core';
import { unlessFull } from '#lib/store';
import { hashSecret, newSecret } from '../accounts/secret.ts';
import { shouldNote } from '../accounts/session-lifetime.ts';
import type { Context } from '../context.ts';
import { notYourProject, unknownKey, writeKeyAsks } from '../faults.ts';
import { projectColumns } from '../project.ts';
import { type KeyKind, keys, projects } from '../table.ts';
import type { Role, Viewer } from '../viewer.ts';

const prefixes: Record<KeyKind, string> = { write: 'lw_', api: 'la_' };

export interface NewKey {
  readonly project: number;
  readonly kind: KeyKind;
  readonly name: string;
  readonly role?: Role;
  readonly createdBy: string;
}

/** Makes a key; the secret is given out here and never again. */
export async function createKey({ database, clock }: Context, key: NewKey) {
  const secret = newSecret(prefixes[key.kind]);
  const [made] = await database.db
    .insert(keys)
    .values({
      ...key,
      role: key.kind === 'api' ? (key.role ?? 'viewer') : null,
      secret: hashSecret(secret),
      shown: secret.slice(0, 8),
      created: clock.now(),
    })
    .returning({ id: keys.id, kind: keys.kind, name: keys.name, role: keys.role, project: keys.project });
  return { ...made!, key: secret };
}

export function keysOf({ database }: Context, project: number) {
  const { id, kind, name, role, shown, created, createdBy, used, revoked } = keys;
  return database.db
    .select({ id, kind, name, role, shown, created, createdBy, used, revoked })
    .from(keys)
    .where(eq(keys.project, project))
    .orderBy(desc(keys.created), desc(keys.id));
}

export async function revokeKey({ database, clock }: Context, project: number, id: string) {
  const [revoked] = await database.db
    .update(keys)
    .set({ revoked: clock.now() })
    .where(and(eq(keys.id, id), eq(keys.project, project), isNull(keys.revoked)))
    .returning({ name: keys.name });
  return revoked;
}

/** A key that is there and not revoked; when it was used last is noted now and then. */
export async function findKey(context: Context, kind: KeyKind, secret: string) {
  if (!secret.startsWith(prefixes[kind])) return undefined;
  const { database, clock } = context;
  const [found] = await database.db
    .select({ id: keys.id, name: keys.name, role: keys.role, used: keys.used, project: projectColumns })
    .from(keys)
    .innerJoin(projects, eq(projects.id, keys.project))
    .where(and(eq(keys.secret, hashSecret(secret)), eq(keys.kind, kind), isNull(keys.revoked)));
  const now = clock.now();
  if (found && shouldNote(found.used, now)) {
    await unlessFull(database.db.update(keys).set({ used: now }).where(eq(keys.id, found.id)));
  }
  return found;
}

/** A key is of one project; asking for another with it is refused. */
export async function viewerOfKey(
  context: Context,
  secret: string,
  project: number | undefined,
  language: Language,
): Promise<Viewer> {
  if (secret.startsWith(prefixes.write)) throw writeKeyAsks({});
  const found = await findKey(context, 'api', secret);
  if (!found?.role) throw unknownKey({});
  if (project !== undefined && project !== found.project.id) throw notYourProject({ given: project });
  return { project: found.project, role: found.role, name: found.name, language };
}
