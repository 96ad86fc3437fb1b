import { z } from 'zod';
import { moment } from '#lib/operation';
import type { Access } from '../access.ts';
import { auditOf } from '../audit.ts';
import { operation } from '../operation.ts';

export function auditOperations({ context }: Access) {
  return {
    'audit/list': operation({
      right: 'manage',
      summary: {
        zh: '本项目里谁做了什么，最新在前；用 `before` 翻页',
        en: 'Who did what in this project, newest first; `before` pages on',
      },
      input: z.strictObject({
        limit: z.int().min(1).max(500).default(100),
        before: z.int().positive().optional(),
      }),
      output: z.array(
        z.strictObject({
          id: z.int(),
          at: moment,
          who: z.string(),
          action: z.string(),
          target: z.string(),
          address: z.string(),
          detail: z.record(z.string(), z.unknown()).nullable(),
        }),
      ),
      run: ({ project }, { limit, before }) => auditOf(context, project.id, limit, before),
    }),
  };
}
