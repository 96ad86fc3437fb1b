import { z } from 'zod';
import type { Access } from '../access.ts';
import { auditOf } from '../audit.ts';
import { operation } from '../operation.ts';

export function auditOperations({ desk }: Access) {
  return {
    'audit/list': operation({
      right: 'manage',
      says: 'Who did what in this project, newest first; `before` pages on.',
      input: z.strictObject({
        limit: z.int().min(1).max(500).default(100),
        before: z.int().positive().optional(),
      }),
      run: ({ project }, { limit, before }) => auditOf(desk, project.id, limit, before),
    }),
  };
}
