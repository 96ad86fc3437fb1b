import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { moment } from '#lib/operation';
import type { Access } from '../access.ts';
import { email } from '../accounts/email.ts';
import { createInvitation, invitationsOf, revokeInvitation } from '../accounts/invitation.ts';
import { alreadyMember, notFound } from '../faults.ts';
import { operation } from '../operation.ts';
import { accounts, members } from '../table.ts';
import { roles } from '../viewer.ts';

export function invitationOperations({ context }: Access) {
  const { database } = context;

  async function isMember(project: number, email: string): Promise<boolean> {
    const found = await database.db
      .select({ account: members.account })
      .from(members)
      .innerJoin(accounts, eq(accounts.id, members.account))
      .where(and(eq(members.project, project), eq(accounts.email, email)));
    return found.length > 0;
  }

  return {
    'member/invite': operation({
      right: 'manage',
      summary: {
        zh: '生成一次性邀请链接（一周内有效），由你转交；对方打开后用已有账号或新账号加入',
        en: 'Gives the token of a one-time link, good for a week, to hand over; who opens it joins, with the account they have or a new one',
      },
      input: z.strictObject({ email, role: z.enum(roles) }),
      output: z.strictObject({ token: z.string() }),
      // whether the mail has an account is looked up only when its owner opens the link
      run: async ({ project, name }, input): Promise<{ token: string }> => {
        if (await isMember(project.id, input.email)) throw alreadyMember({ email: input.email });
        return {
          token: await createInvitation(context, { ...input, project: project.id, createdBy: name }),
        };
      },
      audited: (input) => `${input.email} (${input.role})`,
    }),

    'invitation/list': operation({
      right: 'manage',
      summary: {
        zh: '还没有人接受的邀请',
        en: 'The invitations into this project that nobody has accepted yet',
      },
      input: z.strictObject({}),
      output: z.array(
        z.strictObject({
          id: z.uuid(),
          email: z.string(),
          role: z.enum(roles),
          created: moment,
          createdBy: z.string().nullable(),
          expires: moment.nullable(),
        }),
      ),
      run: ({ project }) => invitationsOf(context, project.id),
    }),

    'invitation/revoke': operation({
      right: 'manage',
      summary: {
        zh: '撤回一份邀请，链接随即失效',
        en: 'Takes an invitation back; its link leads nowhere any more',
      },
      input: z.strictObject({ id: z.uuid() }),
      output: z.strictObject({ email: z.string().nullable() }),
      run: async ({ project }, { id }) => {
        const revoked = await revokeInvitation(context, project.id, id);
        if (!revoked) throw notFound({ given: id });
        return revoked;
      },
      audited: (_, { email }) => email ?? '',
    }),
  };
}
