import { and, eq, gt, lt } from 'drizzle-orm';
import { accountByMail } from './account.ts';
import type { Desk, Origin } from './desk.ts';
import { lockedOut, wrongLogin } from './faults.ts';
import { forgetAfterMs, freeFailures, lockedUntil } from './lock-out.ts';
import { fitsPassword } from './password.ts';
import { loginAttempts } from './table.ts';

/** The account behind mail and password. Each try is counted before it is looked at, so that tries at once count too. */
export async function checkLogin(
  desk: Desk,
  mail: string,
  password: string,
  { address }: Origin,
): Promise<string> {
  await refuseLocked(desk, mail, address);
  const attempt = await noteAttempt(desk, mail, address);
  const account = await accountByMail(desk, mail);
  const fits = await fitsPassword(password, account?.password);
  if (!fits || !account) throw wrongLogin({});
  const { db } = desk.rows;
  await db.update(loginAttempts).set({ succeeded: true }).where(eq(loginAttempts.id, attempt));
  return account.id;
}

async function refuseLocked({ rows, clock }: Desk, mail: string, address: string): Promise<void> {
  const now = clock.now();
  const since = new Date(now.getTime() - forgetAfterMs);
  const failuresOf = async (by: typeof loginAttempts.mail | typeof loginAttempts.address, is: string) => {
    const found = await rows.db
      .select({ at: loginAttempts.at })
      .from(loginAttempts)
      .where(and(eq(by, is), eq(loginAttempts.succeeded, false), gt(loginAttempts.at, since)))
      .limit(1000);
    return found.map(({ at }) => at);
  };
  const until = [
    lockedUntil(await failuresOf(loginAttempts.mail, mail), freeFailures.mail, now),
    lockedUntil(await failuresOf(loginAttempts.address, address), freeFailures.address, now),
  ].map((date) => date?.getTime() ?? 0);
  const seconds = Math.ceil((Math.max(...until) - now.getTime()) / 1000);
  if (seconds > 0) throw lockedOut({ seconds });
}

async function noteAttempt({ rows, clock }: Desk, mail: string, address: string): Promise<number> {
  const now = clock.now();
  await rows.db.delete(loginAttempts).where(lt(loginAttempts.at, new Date(now.getTime() - forgetAfterMs)));
  const [noted] = await rows.db
    .insert(loginAttempts)
    .values({ mail, address, at: now })
    .returning({ id: loginAttempts.id });
  return noted!.id;
}
