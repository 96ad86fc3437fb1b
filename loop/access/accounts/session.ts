import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Language } from '#lib/core';
import { unlessFull } from '#lib/store';
import type { Context, Origin } from '../context.ts';
import { noProject, notLoggedIn, notYourProject } from '../faults.ts';
import { projectsOf } from '../project.ts';
import { accounts, sessions } from '../table.ts';
import type { Project, Role, Viewer } from '../viewer.ts';
import { csrfOf, hashSecret, newSecret } from './secret.ts';
import { isAlive, sessionLifetime, shouldNote } from './session-lifetime.ts';

/** What a page needs to know of the person who sits before it. */
export interface Session {
  readonly id: string;
  readonly account: { readonly id: string; readonly email: string; readonly language: Language | null };
  readonly csrf: string;
  readonly projects: readonly (Project & { readonly role: Role })[];
}

/** Opens a session; gives its token, which only the browser keeps. */
export async function openSession(
  { database, clock }: Context,
  account: string,
  origin: Origin,
): Promise<string> {
  const token = newSecret();
  const now = clock.now();
  const forgotten = new Date(now.getTime() - sessionLifetime.idleMs);
  await database.db.delete(sessions).where(lt(sessions.seen, forgotten));
  await database.db.insert(sessions).values({
    account,
    token: hashSecret(token),
    created: now,
    seen: now,
    address: origin.address,
    agent: origin.agent.slice(0, 300),
  });
  return token;
}

export async function readSession(context: Context, token: string): Promise<Session | undefined> {
  const { database, clock } = context;
  const [found] = await database.db
    .select({
      id: sessions.id,
      created: sessions.created,
      seen: sessions.seen,
      account: { id: accounts.id, email: accounts.email, language: accounts.language },
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.account))
    .where(eq(sessions.token, hashSecret(token)));
  const now = clock.now();
  if (!found || !isAlive(found, now)) return undefined;
  if (shouldNote(found.seen, now)) {
    await unlessFull(database.db.update(sessions).set({ seen: now }).where(eq(sessions.id, found.id)));
  }
  return {
    id: found.id,
    account: found.account,
    csrf: csrfOf(token),
    projects: await projectsOf(context, found.account.id),
  };
}

/** The viewer a session is in one of its projects; in the oldest when none is named. */
export function viewerOf(
  session: Session | undefined,
  project: number | undefined,
  language: Language,
): Viewer {
  if (!session) throw notLoggedIn({});
  const { account, projects } = session;
  const chosen = project === undefined ? projects[0] : projects.find(({ id }) => id === project);
  if (!chosen) throw project === undefined ? noProject({}) : notYourProject({ given: project });
  const { role, ...rest } = chosen;
  return {
    project: rest,
    role,
    name: account.email,
    account: account.id,
    session: session.id,
    language: account.language ?? language,
  };
}

export async function closeSession({ database }: Context, token: string): Promise<void> {
  await database.db.delete(sessions).where(eq(sessions.token, hashSecret(token)));
}

/** Ends all sessions of an account, save one. */
export async function closeOthers({ database }: Context, account: string, keep: string): Promise<void> {
  await database.db.delete(sessions).where(and(eq(sessions.account, account), ne(sessions.id, keep)));
}

export function sessionsOf({ database }: Context, account: string) {
  return database.db
    .select({
      id: sessions.id,
      created: sessions.created,
      seen: sessions.seen,
      address: sessions.address,
      agent: sessions.agent,
    })
    .from(sessions)
    .where(eq(sessions.account, account))
    .orderBy(desc(sessions.seen));
}
