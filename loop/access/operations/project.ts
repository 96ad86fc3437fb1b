import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { isTimeZone, unknownTimeZone } from '#lib/core';
import type { Access } from '../access.ts';
import { operation } from '../operation.ts';
import { addMember, createProject, projectColumns, projectsOf } from '../project.ts';
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

export function projectOperations({ desk, writeKeys }: Access) {
  return {
    'project/list': operation({
      right: 'view',
      says: 'The projects you belong to, with your role in each; for a key, its own.',
      input: z.strictObject({}),
      run: async ({ account, project, role }) =>
        account === undefined ? [{ ...project, role }] : projectsOf(desk, account),
    }),

    'project/create': operation({
      right: 'manage',
      says: 'Creates a project of its own; you become its owner.',
      input: newProject,
      run: async (viewer, input) => {
        const { account } = personOf(viewer);
        requireTimeZone(input.timeZone);
        const project = await createProject(desk, input);
        await addMember(desk, account, project.id, 'owner');
        return project;
      },
      audited: (input, project) => `${project.id} ${input.name}`,
    }),

    'project/update': operation({
      right: 'manage',
      says: 'Changes the name, time zone or first day of the week of this project.',
      input: z.strictObject({
        name: name.optional(),
        timeZone: timeZone.optional(),
        weekStart: weekStart.optional(),
      }),
      run: async ({ project }, change) => {
        requireTimeZone(change.timeZone);
        if (Object.keys(change).length === 0) return project;
        const [changed] = await desk.rows.db
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
