import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { inBackground } from '#lib/core';
import { isStoreAway, outlast } from '#lib/store';
import type { Context } from './context.ts';
import { accounts, auditLog, members } from './table.ts';

export interface AuditEntry {
  /** Absent for what concerns no project, such as a failed login. */
  readonly project?: number;
  readonly who: string;
  readonly action: string;
  readonly target: string;
  readonly address: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Notes what was done. It is done: while the row store is away the note waits for it, and nobody is told that it failed. */
export async function noteAudit({ database, clock }: Context, entry: AuditEntry): Promise<void> {
  const row = { ...entry, target: entry.target.slice(0, 500), at: clock.now() };
  const write = async () => void (await database.db.insert(auditLog).values(row));
  try {
    await write();
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    // ends at the latest when the row store is closed
    inBackground('audit log', outlast(new AbortController().signal, write));
  }
}

/** The newest entries of a project, `before` a given one; failed logins of its members are among them. */
export function auditOf({ database }: Context, project: number, limit: number, before?: number) {
  const emails = database.db
    .select({ email: accounts.email })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.account))
    .where(eq(members.project, project));
  const concerns = or(
    eq(auditLog.project, project),
    and(isNull(auditLog.project), inArray(auditLog.who, emails)),
  );
  const { id, at, who, action, target, address, detail } = auditLog;
  return database.db
    .select({ id, at, who, action, target, address, detail })
    .from(auditLog)
    .where(and(concerns, before === undefined ? undefined : lt(id, before)))
    .orderBy(desc(id))
    .limit(limit);
}
