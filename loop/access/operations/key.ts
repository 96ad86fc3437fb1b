import { z } from 'zod';
import type { Access } from '../access.ts';
import { notFound } from '../faults.ts';
import { createKey, keysOf, revokeKey } from '../key.ts';
import { operation } from '../operation.ts';
import { roles } from '../viewer.ts';

const name = z.string().trim().min(1).max(100);

export function keyOperations({ desk, writeKeys }: Access) {
  return {
    'key/list': operation({
      right: 'manage',
      says: 'The keys of this project; of each only its first characters are known.',
      input: z.strictObject({}),
      run: ({ project }) => keysOf(desk, project.id),
    }),

    'key/create': operation({
      right: 'manage',
      says: 'Makes a key: write keys only send events, API keys act with a role. The key is shown this once.',
      input: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('write'), name }),
        z.strictObject({ kind: z.literal('api'), name, role: z.enum(roles) }),
      ]),
      run: (viewer, input) =>
        createKey(desk, { ...input, project: viewer.project.id, createdBy: viewer.name }),
      audited: (_, { kind, name }) => `${kind} ${name}`,
    }),

    'key/revoke': operation({
      right: 'manage',
      says: 'Stops a key for good.',
      input: z.strictObject({ id: z.uuid() }),
      run: async ({ project }, { id }) => {
        const revoked = await revokeKey(desk, project.id, id);
        if (!revoked) throw notFound({ given: id });
        writeKeys.forget(id);
        return revoked;
      },
      audited: (_, { name }) => name,
    }),
  };
}
