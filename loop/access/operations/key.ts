import { z } from 'zod';
import { moment } from '#lib/operation';
import type { Access } from '../access.ts';
import { notFound } from '../faults.ts';
import { createKey, keysOf, revokeKey } from '../keys/key.ts';
import { operation } from '../operation.ts';
import { roles } from '../viewer.ts';

const name = z.string().trim().min(1).max(100);

const keyShape = {
  id: z.uuid(),
  kind: z.enum(['write', 'api']),
  name: z.string(),
  role: z.enum(roles).nullable(),
};

export function keyOperations({ context, writeKeys }: Access) {
  return {
    'key/list': operation({
      right: 'manage',
      summary: {
        zh: '本项目的密钥，只能看到开头几个字符',
        en: 'The keys of this project; of each only its first characters are known',
      },
      input: z.strictObject({}),
      output: z.array(
        z.strictObject({
          ...keyShape,
          shown: z.string().describe('its first characters'),
          created: moment,
          createdBy: z.string(),
          used: moment.nullable(),
          revoked: moment.nullable(),
        }),
      ),
      run: ({ project }) => keysOf(context, project.id),
    }),

    'key/create': operation({
      right: 'manage',
      summary: {
        zh: '新建密钥：写入密钥只能上报，API 密钥按角色操作；只显示这一次',
        en: 'Makes a key: write keys only send events, API keys act with a role. The key is shown this once',
      },
      input: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('write'), name }),
        z.strictObject({ kind: z.literal('api'), name, role: z.enum(roles) }),
      ]),
      output: z.strictObject({ ...keyShape, project: z.int(), key: z.string() }),
      run: (viewer, input) =>
        createKey(context, { ...input, project: viewer.project.id, createdBy: viewer.name }),
      audited: (_, { kind, name }) => `${kind} ${name}`,
    }),

    'key/revoke': operation({
      right: 'manage',
      summary: { zh: '停用一个密钥，不能恢复', en: 'Stops a key for good' },
      input: z.strictObject({ id: z.uuid() }),
      output: z.strictObject({ name: z.string() }),
      run: async ({ project }, { id }) => {
        const revoked = await revokeKey(context, project.id, id);
        if (!revoked) throw notFound({ given: id });
        writeKeys.forget(id);
        return revoked;
      },
      audited: (_, { name }) => name,
    }),
  };
}
