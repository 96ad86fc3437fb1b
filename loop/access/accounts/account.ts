import { eq, sql } from 'drizzle-orm';
import type { Desk, NewAccount } from '../desk.ts';
import { mailTaken } from '../faults.ts';
import { projectsOf } from '../project.ts';
import { accounts } from '../table.ts';
import { hashPassword } from './password.ts';

export async function createAccount(
  { rows, clock }: Desk,
  { mail, password, language, project }: NewAccount,
): Promise<string> {
  const hashed = await hashPassword(password, [mail, project ?? '']);
  const [made] = await rows.db
    .insert(accounts)
    .values({ mail, password: hashed, language, created: clock.now() })
    .onConflictDoNothing({ target: accounts.mail })
    .returning({ id: accounts.id });
  if (!made) throw mailTaken({ mail });
  return made.id;
}

export async function accountByMail({ rows }: Desk, mail: string) {
  const [found] = await rows.db.select().from(accounts).where(eq(accounts.mail, mail));
  return found;
}

export async function accountById({ rows }: Desk, id: string) {
  const [found] = await rows.db.select().from(accounts).where(eq(accounts.id, id));
  return found;
}

export async function setPassword(desk: Desk, account: { id: string; mail: string }, password: string) {
  const projects = await projectsOf(desk, account.id);
  const hashed = await hashPassword(password, [account.mail, ...projects.map(({ name }) => name)]);
  await desk.rows.db.update(accounts).set({ password: hashed }).where(eq(accounts.id, account.id));
}

export async function hasAccounts({ rows }: Desk): Promise<boolean> {
  const found = await rows.db.select({ one: sql`1` }).from(accounts).limit(1);
  return found.length > 0;
}
