import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Words } from '#lib/core';
import type { Database } from '#lib/store';

export type NameKind = 'event' | 'property';

/** What people call an event or property, beside the name it is sent under. */
export const displayNames = pgTable(
  'display_names',
  {
    project: integer('project').notNull(),
    kind: text('kind').$type<NameKind>().notNull(),
    name: text('name').notNull(),
    zh: text('zh').notNull().default(''),
    en: text('en').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.project, table.kind, table.name] })],
);

/** What we call something ourselves. */
export interface OwnName {
  readonly kind: NameKind;
  readonly name: string;
  readonly words: Words;
}

/** Shows names in words of our own, unless somebody called them otherwise. */
export async function nameUnlessNamed(
  database: Database,
  project: number,
  names: readonly OwnName[],
): Promise<void> {
  if (names.length === 0) return;
  const titled = names.map(({ kind, name, words }) => ({ project, kind, name, ...words }));
  await database.db.insert(displayNames).values(titled).onConflictDoNothing();
}
