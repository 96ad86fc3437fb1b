import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { linkUsed } from '../faults.ts';
import { invitations } from '../table.ts';
import type { Role } from '../viewer.ts';
import { hashSecret, newSecret } from './secret.ts';

const week = 7 * 86_400_000;

/** Into a project; without one, to the first account of the installation. */
interface Invitation {
  readonly email?: string;
  readonly project?: number;
  readonly role: Role;
  /** Who invites; nobody to the first account. */
  readonly createdBy?: string;
}

/**
 * The token of a new one-time link, which replaces those before it to the same: whoever was to become an owner by mistake
 * becomes none by the older link. A link to the first account never expires.
 */
export async function createInvitation(
  { database, clock }: Context,
  invitation: Invitation,
): Promise<string> {
  const token = newSecret();
  const now = clock.now();
  const { email, project } = invitation;
  const first = project === undefined;
  const same = first
    ? isNull(invitations.project)
    : and(eq(invitations.project, project), eq(invitations.email, email ?? ''), isNull(invitations.used));
  await database.db.delete(invitations).where(same);
  await database.db.insert(invitations).values({
    ...invitation,
    token: hashSecret(token),
    created: now,
    expires: first ? null : new Date(now.getTime() + week),
  });
  return token;
}

/** The invitation behind a token while it is good; looking does not use it up. */
export async function readInvitation({ database, clock }: Context, token: string) {
  const [found] = await database.db.select().from(invitations).where(isGood(token, clock.now()));
  if (!found) throw linkUsed({});
  return found;
}

/** Uses a link up for one piece of work, so that of two at once only one succeeds; good again when the work fails. */
export async function redeem<T>(
  { database, clock }: Context,
  token: string,
  work: () => Promise<T>,
): Promise<T> {
  const now = clock.now();
  const [taken] = await database.db
    .update(invitations)
    .set({ used: now })
    .where(isGood(token, now))
    .returning({ id: invitations.id });
  if (!taken) throw linkUsed({});
  try {
    return await work();
  } catch (error) {
    await database.db.update(invitations).set({ used: null }).where(eq(invitations.id, taken.id));
    throw error;
  }
}

/** The invitations into a project that wait to be accepted; of a link only its hash is known. */
export function invitationsOf({ database, clock }: Context, project: number) {
  const { id, email, role, created, createdBy, expires } = invitations;
  return database.db
    .select({ id, email: sql<string>`coalesce(${email}, '')`, role, created, createdBy, expires })
    .from(invitations)
    .where(and(eq(invitations.project, project), isNull(invitations.used), gt(expires, clock.now())))
    .orderBy(desc(created), desc(id));
}

/** Takes an invitation back: its link leads nowhere any more. */
export async function revokeInvitation({ database }: Context, project: number, id: string) {
  const [revoked] = await database.db
    .delete(invitations)
    .where(and(eq(invitations.id, id), eq(invitations.project, project), isNull(invitations.used)))
    .returning({ email: invitations.email });
  return revoked;
}

function isGood(token: string, now: Date) {
  return and(
    eq(invitations.token, hashSecret(token)),
    isNull(invitations.used),
    or(isNull(invitations.expires), gt(invitations.expires, now)),
  );
}
