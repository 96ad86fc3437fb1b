import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { WeekStart } from '#lib/core';
import { Condition } from '#loop/condition';
import type { Context } from './context.ts';
import { accounts, members, projects } from './table.ts';
import { type Project, type Role, roles } from './viewer.ts';

/** A project, as operations answer it. */
export const projectShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    timeZone: z.string(),
    weekStart: z.enum(['monday', 'sunday']),
    internal: Condition.nullable().optional(),
  })
  .meta({ id: 'Project' });

/** A project of somebody, with what they are in it. */
export const ownProjectShape = z
  .strictObject({ ...projectShape.shape, role: z.enum(roles) })
  .meta({ id: 'OwnProject' });

/** The columns that make a `Project`. */
export const projectColumns = {
  id: projects.id,
  name: projects.name,
  timeZone: projects.timeZone,
  weekStart: projects.weekStart,
  internal: projects.internal,
};

export interface NewProject {
  readonly name: string;
  readonly timeZone?: string;
  readonly weekStart?: WeekStart;
}

export async function createProject({ database, clock }: Context, project: NewProject): Promise<Project> {
  const [made] = await database.db
    .insert(projects)
    .values({ ...project, created: clock.now() })
    .returning(projectColumns);
  return made!;
}

/** All projects of this installation, oldest first. */
export function allProjects({ database }: Context): Promise<Project[]> {
  return database.db.select(projectColumns).from(projects).orderBy(asc(projects.id));
}

/** The oldest project; made when there is none yet. */
export async function firstProject(context: Context, name: string): Promise<Project> {
  const [first] = await allProjects(context);
  return first ?? createProject(context, { name });
}

/** The projects an account belongs to, with its role in each, oldest first. */
export function projectsOf({ database }: Context, account: string): Promise<(Project & { role: Role })[]> {
  return database.db
    .select({ ...projectColumns, role: members.role })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.project))
    .where(eq(members.account, account))
    .orderBy(asc(projects.id));
}

export async function addMember(
  { database, clock }: Context,
  account: string,
  project: number,
  role: Role,
): Promise<void> {
  await database.db
    .insert(members)
    .values({ account, project, role, created: clock.now() })
    .onConflictDoUpdate({ target: [members.account, members.project], set: { role } });
}

/** The members of a project by their email address, for whoever shares something with them. */
export function memberEmails(
  db: Pick<Context['database']['db'], 'select'>,
  project: number,
): Promise<{ account: string; email: string; role: Role }[]> {
  return db
    .select({ account: members.account, email: accounts.email, role: members.role })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.account))
    .where(eq(members.project, project))
    .orderBy(asc(accounts.email));
}

/** Makes an account a member; who is one already keeps the role they have. */
export async function joinProject(
  { database, clock }: Context,
  account: string,
  project: number,
  role: Role,
): Promise<void> {
  await database.db
    .insert(members)
    .values({ account, project, role, created: clock.now() })
    .onConflictDoNothing();
}

type Writer = Pick<Context['database']['db'], 'update' | 'delete'>;

/** Runs a change of members; takes it back when it leaves the project without an owner. */
export async function keepAnOwner(
  { database }: Context,
  project: number,
  change: (db: Writer) => Promise<unknown>,
  orElse: () => Error,
): Promise<void> {
  await database.db.transaction(async (db) => {
    await db.select({ id: projects.id }).from(projects).where(eq(projects.id, project)).for('update');
    await change(db);
    const owners = await db
      .select({ account: members.account })
      .from(members)
      .where(and(eq(members.project, project), eq(members.role, 'owner')))
      .limit(1);
    if (owners.length === 0) throw orElse();
  });
}
