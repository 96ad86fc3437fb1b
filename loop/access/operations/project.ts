import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { isTimeZone, unknownTimeZone } from '#lib/core';
import { Condition } from '#loop/condition';
import type { Access } from '../access.ts';
import { operation } from '../operation.ts';
import {
  addMember,
  createProject,
  ownProjectShape,
  projectColumns,
  projectShape,
  projectsOf,
} from '../project.ts';
import { projects } from '../table.ts';
import { personOf } from './account.ts';

const name = z.string().trim().min(1).max(100);
const timeZone = z.string().max(64).describe('such as Asia/Shanghai or UTC');
const weekStart = z.enum(['monday', 'sunday']);

/** What a new project is told. */
export const newProject = z.strictObject({
  name,
  timeZone: timeZone.optional(),
  weekStart: weekStart.optional(),
});

export function requireTimeZone(given: string | undefined): void {
  if (given !== undefined && !isTimeZone(given)) throw unknownTimeZone({ given });
}

export function projectOperations({ context, writeKeys }: Access) {
  return {
    'project/list': operation({
      right: 'view',
      summary: {
        zh: '你所属的项目和各自的角色；密钥只看到自己的项目',
        en: 'The projects you belong to, with your role in each; for a key, its own',
      },
      input: z.strictObject({}),
      output: z.array(ownProjectShape),
      run: async ({ account, project, role }) =>
        account === undefined ? [{ ...project, role }] : projectsOf(context, account),
    }),

    'project/create': operation({
      right: 'manage',
      summary: { zh: '新建项目，你成为它的所有者', en: 'Creates a project of its own; you become its owner' },
      input: newProject,
      output: projectShape,
      run: async (viewer, input) => {
        const { account } = personOf(viewer);
        requireTimeZone(input.timeZone);
        const project = await createProject(context, input);
        await addMember(context, account, project.id, 'owner');
        return project;
      },
      audited: (input, project) => `${project.id} ${input.name}`,
    }),

    'project/update': operation({
      right: 'manage',
      summary: {
        zh: '修改本项目的名称、时区或一周之始',
        en: 'Changes the name, time zone, first day of the week or internal accounts of this project',
      },
      input: z.strictObject({
        name: name.optional(),
        timeZone: timeZone.optional(),
        weekStart: weekStart.optional(),
        internal: Condition.nullable()
          .optional()
          .describe("which people are the company's own and left out of questions; null for none"),
      }),
      output: projectShape,
      run: async ({ project }, change) => {
        requireTimeZone(change.timeZone);
        if (Object.keys(change).length === 0) return project;
        const [changed] = await context.database.db
          .update(projects)
          .set(change)
          .where(eq(projects.id, project.id))
          .returning(projectColumns);
        writeKeys.renew();
        return changed ?? project;
      },
      audited: (input) => JSON.stringify(input),
    }),
  };
}
