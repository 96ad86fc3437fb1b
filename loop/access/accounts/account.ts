import { eq, sql } from 'drizzle-orm';
import type { Context, NewAccount } from '../context.ts';
import { emailTaken } from '../faults.ts';
import { projectsOf } from '../project.ts';
import { accounts } from '../table.ts';
import { hashPassword } from './password.ts';

export async function createAccount(
  { database, clock }: Context,
  { email, password, language, project }: NewAccount,
): Promise<string> {
  const hashed = await hashPassword(password, [email, project ?? '']);
  const [made] = await database.db
    .insert(accounts)
    .values({ email, password: hashed, language, created: clock.now() })
    .onConflictDoNothing({ target: accounts.email })
    .returning({ id: accounts.id });
  if (!made) throw emailTaken({ email });
  return made.id;
}

export async function accountByEmail({ database }: Context, email: string) {
  const [found] = await database.db.select().from(accounts).where(eq(accounts.email, email));
  return found;
}

export async function accountById({ database }: Context, id: string) {
  const [found] = await database.db.select().from(accounts).where(eq(accounts.id, id));
  return found;
}

export async function setPassword(
  context: Context,
  account: { id: string; email: string },
  password: string,
) {
  const projects = await projectsOf(context, account.id);
  const hashed = await hashPassword(password, [account.email, ...projects.map(({ name }) => name)]);
  await context.database.db.update(accounts).set({ password: hashed }).where(eq(accounts.id, account.id));
}

export async function hasAccounts({ database }: Context): Promise<boolean> {
  const found = await database.db.select({ one: sql`1` }).from(accounts).limit(1);
  return found.length > 0;
}
