import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Access } from '../access.ts';
import { createAccount } from '../accounts/account.ts';
import { email } from '../accounts/email.ts';
import { unknownAccount } from '../faults.ts';
import { operation } from '../operation.ts';
import { addMember, createProject, projectShape } from '../project.ts';
import { accounts, members } from '../table.ts';
import { roles } from '../viewer.ts';
import { newProject, requireTimeZone } from './project.ts';

/** What only the terminal of the same machine may do with projects and accounts. */
export function accessControls({ context, audit, systemViewer }: Access) {
  /** The account named; by default whoever owns the project of the call, the oldest one. */
  async function ownersOf(project: number, named: string | undefined): Promise<string[]> {
    if (named !== undefined) {
      const [account] = await context.database.db
        .select({ id: accounts.id })
        .from(accounts)
        .where(eq(accounts.email, named));
      if (!account) throw unknownAccount({ given: named });
      return [account.id];
    }
    const owners = await context.database.db
      .select({ id: members.account })
      .from(members)
      .where(and(eq(members.project, project), eq(members.role, 'owner')));
    return owners.map(({ id }) => id);
  }

  return {
    // over HTTP an owner could ask here for whom there is an account, and put people into a project who never agreed
    'account/create': operation({
      right: 'manage',
      summary: {
        zh: '新建账号并设好要转交的密码，加入一个项目；不写则加入最早的项目',
        en: 'Creates an account with a password you hand over, as a member of a project; the oldest when none is named',
      },
      input: z.strictObject({
        email,
        password: z.string().max(500),
        role: z.enum(roles),
        project: z.int().positive().optional(),
      }),
      output: z.strictObject({ id: z.uuid(), email: z.string(), role: z.enum(roles), project: z.int() }),
      run: async ({ language }, { project: chosen, role, ...account }) => {
        const { project } = await systemViewer(chosen, language);
        const id = await createAccount(context, { ...account, project: project.name });
        await addMember(context, id, project.id, role);
        return { id, email: account.email, role, project: project.id };
      },
      audited: ({ email, role }) => `${email} (${role})`,
    }),

    'project/make': operation({
      right: 'manage',
      summary: {
        zh: '新建项目，归指定的账号所有；不写则归最早项目的所有者',
        en: 'Creates a project of its own, owned by the account named, or by the owners of the oldest project',
      },
      input: newProject.extend({ owner: email.optional() }),
      output: z.strictObject({ ...projectShape.shape, owners: z.int() }),
      run: async (viewer, { owner, ...input }) => {
        requireTimeZone(input.timeZone);
        const owners = await ownersOf(viewer.project.id, owner);
        const project = await createProject(context, input);
        for (const account of owners) await addMember(context, account, project.id, 'owner');
        await audit({
          project: project.id,
          who: viewer.name,
          action: 'project/create',
          target: `${project.id} ${project.name}`,
          address: 'local',
        });
        return { ...project, owners: owners.length };
      },
    }),
  };
}
