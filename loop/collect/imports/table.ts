import { bigint, boolean, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Words } from '#lib/core';
import type { StoredFile } from './files/file-store.ts';
import type { Layout, Mapping } from './mapping/mapping.ts';

export const importStates = ['running', 'done', 'failed', 'cancelled', 'removing', 'removed'] as const;
export type ImportState = (typeof importStates)[number];

/** The ledger: what was imported, how far it is, and what stands in doubt after a crash. */
export const fileImports = pgTable('file_imports', {
  id: text('id').primaryKey(),
  project: integer('project').notNull(),
  file: jsonb('file').$type<StoredFile>().notNull(),
  fingerprint: text('fingerprint').notNull(),
  layout: jsonb('layout').$type<Layout>().notNull(),
  mapping: jsonb('mapping').$type<Mapping>().notNull(),
  mappingHash: text('mapping_hash').notNull(),
  /** The columns of the file and which of them hold numbers that need no cleaning. */
  columns: jsonb('columns').$type<{ names: string[]; plain: string[] }>().notNull(),
  state: text('state').$type<ImportState>().notNull(),
  /** Parts that are in the engine for sure. */
  parts: integer('parts').notNull().default(0),
  /** Whether the next part may be in the engine already, wholly or partly. */
  doubt: boolean('doubt').notNull().default(false),
  rows: bigint('rows', { mode: 'number' }).notNull().default(0),
  rejected: bigint('rejected', { mode: 'number' }).notNull().default(0),
  /** Events that were written, and rows of a key that were there already. */
  events: bigint('events', { mode: 'number' }).notNull().default(0),
  known: bigint('known', { mode: 'number' }).notNull().default(0),
  /** Of an import whose rows have a key: how many shares of its gathered rows became events. */
  folded: integer('folded').notNull().default(0),
  /** Bytes of the file that were read; rows of a Parquet file. */
  read: bigint('read', { mode: 'number' }).notNull().default(0),
  started: timestamp('started', { withTimezone: true }).notNull(),
  ended: timestamp('ended', { withTimezone: true }),
  fault: jsonb('fault').$type<{ code: string; words: Words }>(),
  who: text('who').notNull(),
});

export type Import = typeof fileImports.$inferSelect;

/** Rows with a key are gathered again from the first one; events that are there already stay. */
export const fromTheStart = {
  parts: 0,
  folded: 0,
  doubt: true,
  rows: 0,
  rejected: 0,
  read: 0,
  events: 0,
  known: 0,
} satisfies Partial<Import>;
