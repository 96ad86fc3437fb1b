import { eq, sql } from 'drizzle-orm';
import type { Desk, NewAccount } from '../desk.ts';
import { mailTaken } from '../faults.ts';
import { projectsOf } from '../project.ts';
import { accounts } from '../table.ts';
import { hashPassword } from './password.ts';

export async function createAccount(
  { database, clock }: Desk,
  { mail, password, language, project }: NewAccount,
): Promise<string> {
  const hashed = await hashPassword(password, [mail, project ?? '']);
  const [made] = await database.db
    .insert(accounts)
    .values({ mail, password: hashed, language, created: clock.now() })
    .onConflictDoNothing({ target: accounts.mail })
    .returning({ id: accounts.id });
  if (!made) throw mailTaken({ mail });
  return made.id;
}

export async function accountByMail({ database }: Desk, mail: string) {
  const [found] = await database.db.select().from(accounts).where(eq(accounts.mail, mail));
  return found;
}

export async function accountById({ database }: Desk, id: string) {
  const [found] = await database.db.select().from(accounts).where(eq(accounts.id, id));
  return found;
}

export async function setPassword(desk: Desk, account: { id: string; mail: string }, password: string) {
  const projects = await projectsOf(desk, account.id);
  const hashed = await hashPassword(password, [account.mail, ...projects.map(({ name }) => name)]);
  await desk.database.db.update(accounts).set({ password: hashed }).where(eq(accounts.id, account.id));
}

export async function hasAccounts({ database }: Desk): Promise<boolean> {
  const found = await database.db.select({ one: sql`1` }).from(accounts).limit(1);
  return found.length > 0;
}
