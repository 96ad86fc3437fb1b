import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { languages } from '#lib/core';
import { nothing } from '#lib/operation';
import type { Access } from '../access.ts';
import { setPassword } from '../accounts/account.ts';
import { guess } from '../accounts/login.ts';
import { fitsPassword } from '../accounts/password.ts';
import { closeOthers } from '../accounts/session.ts';
import { onlyForAccounts, wrongPassword } from '../faults.ts';
import { operation } from '../operation.ts';
import { ownProjectShape, projectShape, projectsOf } from '../project.ts';
import { accounts } from '../table.ts';
import { roles, type Viewer } from '../viewer.ts';

const noInput = z.strictObject({});

/** The account and session of a viewer who is a person. */
export function personOf(viewer: Viewer): { account: string; session: string } {
  const { account, session } = viewer;
  if (account === undefined || session === undefined) throw onlyForAccounts({});
  return { account, session };
}

export function accountOperations({ context, account: find }: Access) {
  return {
    'account/me': operation({
      right: 'view',
      summary: {
        zh: '当前是谁：名称、角色、项目；若是账号，还有所属的全部项目',
        en: 'Who asks: name, role, project, and for a person the projects they belong to',
      },
      input: noInput,
      output: z.strictObject({
        name: z.string(),
        role: z.enum(roles),
        project: projectShape,
        language: z.enum(languages),
        person: z.boolean(),
        projects: z.array(ownProjectShape),
      }),
      run: async (viewer) => ({
        name: viewer.name,
        role: viewer.role,
        project: viewer.project,
        language: viewer.language,
        person: viewer.account !== undefined,
        projects:
          viewer.account === undefined
            ? [{ ...viewer.project, role: viewer.role }]
            : await projectsOf(context, viewer.account),
      }),
    }),

    'account/password': operation({
      right: 'view',
      summary: {
        zh: '修改自己的密码，并让其他会话失效',
        en: 'Changes your password and ends your other sessions',
      },
      input: z.strictObject({ present: z.string().max(500), next: z.string().max(500) }),
      output: nothing,
      run: async (viewer, { present, next }, { address }) => {
        const { account: id, session } = personOf(viewer);
        const account = await find(id);
        const fits = () => fitsPassword(present, account?.password);
        if (!account || !(await guess(context, account.email, address, fits))) throw wrongPassword({});
        await setPassword(context, account, next);
        await closeOthers(context, id, session);
      },
      audited: () => 'own',
    }),

    'account/language': operation({
      right: 'view',
      summary: {
        zh: '设置界面与提示的语言；null 跟随浏览器',
        en: 'Chooses the language you are spoken to in; null follows the browser',
      },
      input: z.strictObject({ language: z.enum(languages).nullable() }),
      output: nothing,
      run: async (viewer, { language }) => {
        const { account } = personOf(viewer);
        await context.database.db.update(accounts).set({ language }).where(eq(accounts.id, account));
      },
    }),
  };
}
