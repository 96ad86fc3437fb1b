import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What people make and keep, of every kind, as it is now. */
export const definitions = pgTable(
  'definitions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    project: integer('project').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    /** Names of folders with `/` between them; empty at the top. */
    folder: text('folder').notNull().default(''),
    /** The account it belongs to; absent for what a key or the terminal made. */
    owner: uuid('owner'),
    /** Who made it, by the name of that day. */
    createdBy: text('created_by').notNull(),
    body: jsonb('body').$type<object>().notNull(),
    version: integer('version').notNull().default(1),
    created: moment('created').notNull(),
    changed: moment('changed').notNull(),
    changedBy: text('changed_by').notNull(),
    trashed: moment('trashed'),
    trashedBy: text('trashed_by'),
  },
  (table) => [index('definitions_project').on(table.project, table.kind)],
);

/** Each state that a definition was saved in, the present one too. */
export const definitionVersions = pgTable(
  'definition_versions',
  {
    definition: uuid('definition').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    body: jsonb('body').$type<object>().notNull(),
    author: text('author').notNull(),
    at: moment('at').notNull(),
    /** The version whose state was taken again. */
    restored: integer('restored'),
  },
  (table) => [primaryKey({ columns: [table.definition, table.version] })],
);

/** With whom a definition is shared: `project`, `role:<role>` or `account:<id>`. */
export const definitionShares = pgTable(
  'definition_shares',
  {
    definition: uuid('definition').notNull(),
    audience: text('audience').notNull(),
    may: text('may').$type<'view' | 'edit'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.definition, table.audience] })],
);

export const definitionFavourites = pgTable(
  'definition_favourites',
  { account: uuid('account').notNull(), definition: uuid('definition').notNull() },
  (table) => [primaryKey({ columns: [table.account, table.definition] })],
);
