import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { moment, nothing } from '#lib/operation';
import type { Access } from '../access.ts';
import { sessionsOf } from '../accounts/session.ts';
import { notFound } from '../faults.ts';
import { operation } from '../operation.ts';
import { sessions } from '../table.ts';
import { personOf } from './account.ts';

export function sessionOperations({ context }: Access) {
  return {
    'session/list': operation({
      right: 'view',
      summary: { zh: '你在哪些地方登录着', en: 'Where you are logged in' },
      input: z.strictObject({}),
      output: z.array(
        z.strictObject({
          id: z.uuid(),
          created: moment,
          seen: moment,
          address: z.string(),
          agent: z.string(),
          present: z.boolean(),
        }),
      ),
      run: async (viewer) => {
        const { account, session } = personOf(viewer);
        const found = await sessionsOf(context, account);
        return found.map((one) => ({ ...one, present: one.id === session }));
      },
    }),

    'session/revoke': operation({
      right: 'view',
      summary: { zh: '让自己的一个会话失效', en: 'Ends one of your sessions' },
      input: z.strictObject({ id: z.uuid() }),
      output: nothing,
      run: async (viewer, { id }) => {
        const { account } = personOf(viewer);
        const ended = await context.database.db
          .delete(sessions)
          .where(and(eq(sessions.id, id), eq(sessions.account, account)))
          .returning({ id: sessions.id });
        if (ended.length === 0) throw notFound({ given: id });
      },
      audited: ({ id }) => id,
    }),
  };
}
