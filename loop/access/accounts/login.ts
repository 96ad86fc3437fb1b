import { and, eq, gt, lt } from 'drizzle-orm';
import type { Context, Origin } from '../context.ts';
import { lockedOut, wrongLogin } from '../faults.ts';
import { loginAttempts } from '../table.ts';
import { accountByEmail } from './account.ts';
import { forgetAfterMs, freeFailures, lockedUntil } from './lock-out.ts';
import { networkOf } from './network.ts';
import { fitsPassword } from './password.ts';

/** The account behind mail and password. */
export async function checkLogin(
  context: Context,
  email: string,
  password: string,
  { address }: Origin,
): Promise<string> {
  const account = await accountByEmail(context, email);
  const fits = await guess(context, email, address, () => fitsPassword(password, account?.password));
  if (!fits || !account) throw wrongLogin({});
  return account.id;
}

/**
 * One try at a password, refused after too many that failed. Each is noted before the ones before it are counted, so that
 * tries at once count too.
 */
export async function guess(
  context: Context,
  email: string,
  address: string,
  fits: () => Promise<boolean>,
): Promise<boolean> {
  const { db } = context.database;
  const network = networkOf(address);
  const id = await noteAttempt(context, email, network);
  const seconds = await lockedFor(context, email, network, id);
  if (seconds > 0) {
    await db.delete(loginAttempts).where(eq(loginAttempts.id, id));
    throw lockedOut({ seconds });
  }
  const succeeded = await fits();
  if (succeeded) await db.update(loginAttempts).set({ succeeded }).where(eq(loginAttempts.id, id));
  return succeeded;
}

/** For how many seconds no further try is looked at, by the failures before this one. */
async function lockedFor(
  { database, clock }: Context,
  email: string,
  network: string,
  attempt: number,
): Promise<number> {
  const now = clock.now();
  const since = new Date(now.getTime() - forgetAfterMs);
  const failuresOf = async (by: typeof loginAttempts.email | typeof loginAttempts.address, is: string) => {
    const found = await database.db
      .select({ at: loginAttempts.at })
      .from(loginAttempts)
      .where(
        and(
          eq(by, is),
          eq(loginAttempts.succeeded, false),
          gt(loginAttempts.at, since),
          lt(loginAttempts.id, attempt),
        ),
      )
      .limit(1000);
    return found.map(({ at }) => at);
  };
  const until = [
    lockedUntil(await failuresOf(loginAttempts.email, email), freeFailures.email, now),
    lockedUntil(await failuresOf(loginAttempts.address, network), freeFailures.address, now),
  ].map((date) => date?.getTime() ?? 0);
  return Math.ceil((Math.max(...until) - now.getTime()) / 1000);
}

async function noteAttempt({ database, clock }: Context, email: string, address: string): Promise<number> {
  const now = clock.now();
  await database.db
    .delete(loginAttempts)
    .where(lt(loginAttempts.at, new Date(now.getTime() - forgetAfterMs)));
  const [noted] = await database.db
    .insert(loginAttempts)
    .values({ email, address, at: now })
    .returning({ id: loginAttempts.id });
  return noted!.id;
}
