import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Access } from '../access.ts';
import { lastOwner, notFound } from '../faults.ts';
import { operation } from '../operation.ts';
import { keepAnOwner } from '../project.ts';
import { accounts, members } from '../table.ts';
import { roles } from '../viewer.ts';

const role = z.enum(roles);

export function memberOperations({ desk }: Access) {
  const { rows } = desk;

  async function memberOf(project: number, account: string) {
    const [found] = await rows.db
      .select({ mail: accounts.mail })
      .from(members)
      .innerJoin(accounts, eq(accounts.id, members.account))
      .where(and(eq(members.project, project), eq(members.account, account)));
    if (!found) throw notFound({ given: account });
    return found;
  }

  return {
    'member/list': operation({
      right: 'manage',
      says: 'Who belongs to this project, and as what.',
      input: z.strictObject({}),
      run: ({ project }) =>
        rows.db
          .select({
            account: members.account,
            mail: accounts.mail,
            role: members.role,
            since: members.created,
          })
          .from(members)
          .innerJoin(accounts, eq(accounts.id, members.account))
          .where(eq(members.project, project.id))
          .orderBy(asc(accounts.mail)),
    }),

    'member/role': operation({
      right: 'manage',
      says: 'Gives a member another role.',
      input: z.strictObject({ account: z.uuid(), role }),
      run: async ({ project }, { account, role }) => {
        const member = await memberOf(project.id, account);
        const is = and(eq(members.project, project.id), eq(members.account, account));
        await keepAnOwner(
          desk,
          project.id,
          (db) => db.update(members).set({ role }).where(is),
          () => lastOwner({}),
        );
        return { ...member, role };
      },
      audited: (input, { mail }) => `${mail} (${input.role})`,
    }),

    'member/remove': operation({
      right: 'manage',
      says: 'Takes a member out of this project; the account stays.',
      input: z.strictObject({ account: z.uuid() }),
      run: async ({ project }, { account }) => {
        const member = await memberOf(project.id, account);
        const is = and(eq(members.project, project.id), eq(members.account, account));
        await keepAnOwner(
          desk,
          project.id,
          (db) => db.delete(members).where(is),
          () => lastOwner({}),
        );
        return member;
      },
      audited: (_, { mail }) => mail,
    }),
  };
}
