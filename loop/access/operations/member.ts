import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { moment } from '#lib/operation';
import type { Access } from '../access.ts';
import { lastOwner, notFound } from '../faults.ts';
import { operation } from '../operation.ts';
import { keepAnOwner } from '../project.ts';
import { accounts, members } from '../table.ts';
import { roles } from '../viewer.ts';

const role = z.enum(roles);

export function memberOperations({ context }: Access) {
  const { database } = context;

  async function memberOf(project: number, account: string) {
    const [found] = await database.db
      .select({ email: accounts.email })
      .from(members)
      .innerJoin(accounts, eq(accounts.id, members.account))
      .where(and(eq(members.project, project), eq(members.account, account)));
    if (!found) throw notFound({ given: account });
    return found;
  }

  return {
    'member/list': operation({
      right: 'manage',
      summary: { zh: '本项目有哪些成员，各是什么角色', en: 'Who belongs to this project, and as what' },
      input: z.strictObject({}),
      output: z.array(z.strictObject({ account: z.uuid(), email: z.string(), role, since: moment })),
      run: ({ project }) =>
        database.db
          .select({
            account: members.account,
            email: accounts.email,
            role: members.role,
            since: members.created,
          })
          .from(members)
          .innerJoin(accounts, eq(accounts.id, members.account))
          .where(eq(members.project, project.id))
          .orderBy(asc(accounts.email)),
    }),

    'member/role': operation({
      right: 'manage',
      summary: { zh: '修改成员的角色', en: 'Gives a member another role' },
      input: z.strictObject({ account: z.uuid(), role }),
      output: z.strictObject({ email: z.string(), role }),
      run: async ({ project }, { account, role }) => {
        const member = await memberOf(project.id, account);
        const is = and(eq(members.project, project.id), eq(members.account, account));
        await keepAnOwner(
          context,
          project.id,
          (db) => db.update(members).set({ role }).where(is),
          () => lastOwner({}),
        );
        return { ...member, role };
      },
      audited: (input, { email }) => `${email} (${input.role})`,
    }),

    'member/remove': operation({
      right: 'manage',
      summary: {
        zh: '把成员移出本项目，账号保留',
        en: 'Takes a member out of this project; the account stays',
      },
      input: z.strictObject({ account: z.uuid() }),
      output: z.strictObject({ email: z.string() }),
      run: async ({ project }, { account }) => {
        const member = await memberOf(project.id, account);
        const is = and(eq(members.project, project.id), eq(members.account, account));
        await keepAnOwner(
          context,
          project.id,
          (db) => db.delete(members).where(is),
          () => lastOwner({}),
        );
        return member;
      },
      audited: (_, { email }) => email,
    }),
  };
}
