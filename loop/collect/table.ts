import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

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
