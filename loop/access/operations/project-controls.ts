import { and, eq } from 'drizzle-orm';
import type { Access } from '../access.ts';
import { unknownAccount } from '../faults.ts';
import { mail } from '../mail.ts';
import { operation } from '../operation.ts';
import { addMember, createProject } from '../project.ts';
import { accounts, members } from '../table.ts';
import { newProject, requireTimeZone } from './project.ts';

/** What only the terminal of the same machine may do with projects. */
export function accessControls({ desk, audit }: Access) {
  /** The account named; by default whoever owns the project of the call, the oldest one. */
  async function ownersOf(project: number, named: string | undefined): Promise<string[]> {
    if (named !== undefined) {
      const [account] = await desk.rows.db
        .select({ id: accounts.id })
        .from(accounts)
        .where(eq(accounts.mail, named));
      if (!account) throw unknownAccount({ given: named });
      return [account.id];
    }
    const owners = await desk.rows.db
      .select({ id: members.account })
      .from(members)
      .where(and(eq(members.project, project), eq(members.role, 'owner')));
    return owners.map(({ id }) => id);
  }

  return {
    'project/make': operation({
      right: 'manage',
      says: 'Creates a project of its own, owned by the account named, or by the owners of the oldest project.',
      input: newProject.extend({ owner: mail.optional() }),
      run: async (viewer, { owner, ...input }) => {
        requireTimeZone(input.timeZone);
        const owners = await ownersOf(viewer.project.id, owner);
        const project = await createProject(desk, input);
        for (const account of owners) await addMember(desk, account, project.id, 'owner');
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
