import { z } from 'zod';
import { complaint, stoppedClock } from '#lib/core';
import type { Role, Viewer } from '#loop/access';
import { plainNaming } from '#loop/condition';
import { openTestAccess, testEngines } from '../access/testing.ts';
import { Definitions } from './definitions.ts';
import type { Kind } from './kind.ts';
import { definitionMigrations } from './migrations.ts';

export { testEngines };

/** A throw-away kind: everything a kind needs is said here, and nowhere else. */
export const recipe: Kind<{
  dish: string;
  steps?: { do: string; with?: string[] }[];
  after?: string;
  heat?: number;
}> = {
  name: 'recipe',
  words: { one: { zh: '菜谱', en: 'recipe' }, many: { zh: '菜谱', en: 'recipes' } },
  body: z.strictObject({
    dish: z
      .string()
      .max(60)
      .refine((dish) => dish !== 'poison', complaint({ zh: '不能有毒', en: 'nothing that harms' })),
    steps: z.array(z.strictObject({ do: z.string(), with: z.array(z.string()).optional() })).optional(),
    after: z.string().optional(),
    heat: z.number().optional(),
  }),
  page: '/recipes/{id}',
  references: { after: 'recipe' },
  fields: {
    dish: { zh: '菜名', en: 'Dish' },
    steps: { zh: '步骤', en: 'Steps' },
    do: { zh: '做法', en: 'Do' },
  },
  values: { heat: (heat: number) => ({ zh: `${heat} 度`, en: `${heat} degrees` }) },
  about: ({ dish }) => ({ zh: `做${dish}`, en: `cooks ${dish}` }),
  uses: ({ dish }) => ({ events: [dish], properties: [{ of: 'person', name: 'taste' }] }),
};

/** Another that refers to the first. */
export const menu: Kind<{ recipe: string }> = {
  name: 'menu',
  words: { one: { zh: '菜单', en: 'menu' }, many: { zh: '菜单', en: 'menus' } },
  body: z.strictObject({ recipe: z.string() }),
  page: '/menus/{id}',
  references: { recipe: 'recipe' },
};

/** Definitions of throw-away kinds in an empty store, with as many people as a test wants. */
export async function openKitchen(
  engine: (typeof testEngines)[number] = 'pglite',
  kinds: readonly Kind[] = [recipe, menu],
) {
  const { access, database } = await openTestAccess(engine, definitionMigrations);
  const clock = stoppedClock('2026-03-01T08:00:00Z');
  const definitions = new Definitions({ database, clock }, kinds);
  let count = 0;
  const project = async () => {
    const [made] = await database.query<{ id: number }>(
      `INSERT INTO projects (name, created) VALUES ('kitchen', now()) RETURNING id`,
    );
    return { id: made!.id, name: 'kitchen', timeZone: 'Asia/Shanghai', weekStart: 'monday' } as const;
  };
  const home = await project();
  return {
    access,
    database,
    clock,
    definitions,
    naming: plainNaming,
    project: home,
    newProject: project,
    /** A member of the project with an account. */
    async member(
      role: Role,
      name = `${role}-${++count}@example.com`,
      of = home,
    ): Promise<Viewer & { account: string }> {
      const [made] = await database.query<{ id: string }>(
        `INSERT INTO accounts (mail, password, created) VALUES ($1, '', now())
          ON CONFLICT (mail) DO UPDATE SET password = '' RETURNING id`,
        [name],
      );
      const account = made!.id;
      await database.query(
        'INSERT INTO members (account, project, role, created) VALUES ($1, $2, $3, now())',
        [account, of.id, role],
      );
      return { project: of, role, name, account, language: 'en' };
    },
    /** A key of the project. */
    key: (role: Role): Viewer => ({ project: home, role, name: `key-${role}`, language: 'en' }),
    close: () => database.close(),
  };
}

export type Kitchen = Awaited<ReturnType<typeof openKitchen>>;
