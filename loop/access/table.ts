import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Language, WeekStart } from '#lib/core';
import type { Condition } from '#loop/condition';
import type { Role } from './viewer.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** People who log in. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    email: text('mail').notNull(),
    password: text('password').notNull(),
    language: text('language').$type<Language>(),
    created: moment('created').notNull(),
  },
  (table) => [uniqueIndex('accounts_mail').on(table.email)],
);

export const projects = pgTable('projects', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull().default('Asia/Shanghai'),
  weekStart: text('week_start').$type<WeekStart>().notNull().default('monday'),
  internal: jsonb('internal').$type<Condition>(),
  created: moment('created').notNull(),
});

/** Which account may do what in which project. */
export const members = pgTable(
  'members',
  {
    account: uuid('account').notNull(),
    project: integer('project').notNull(),
    role: text('role').$type<Role>().notNull(),
    created: moment('created').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.project] }),
    index('members_project').on(table.project),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    account: uuid('account').notNull(),
    token: text('token').notNull(),
    created: moment('created').notNull(),
    seen: moment('seen').notNull(),
    address: text('address').notNull(),
    agent: text('agent').notNull(),
  },
  (table) => [uniqueIndex('sessions_token').on(table.token), index('sessions_account').on(table.account)],
);

export type KeyKind = 'write' | 'api';

/** Keys of programs: `write` keys only send events, `api` keys act with a role. */
export const keys = pgTable(
  'keys',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    project: integer('project').notNull(),
    kind: text('kind').$type<KeyKind>().notNull(),
    name: text('name').notNull(),
    role: text('role').$type<Role>(),
    secret: text('secret').notNull(),
    shown: text('shown').notNull(),
    created: moment('created').notNull(),
    createdBy: text('created_by').notNull(),
    used: moment('used'),
    revoked: moment('revoked'),
  },
  (table) => [uniqueIndex('keys_secret').on(table.secret), index('keys_project').on(table.project)],
);

/** One-time links: into a project with a role, or, without a project, to the first account. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    token: text('token').notNull(),
    email: text('mail'),
    project: integer('project'),
    role: text('role').$type<Role>().notNull(),
    created: moment('created').notNull(),
    createdBy: text('created_by'),
    expires: moment('expires'),
    used: moment('used'),
  },
  (table) => [uniqueIndex('invitations_token').on(table.token)],
);

export const loginAttempts = pgTable(
  'login_attempts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    email: text('mail').notNull(),
    address: text('address').notNull(),
    at: moment('at').notNull(),
    succeeded: boolean('succeeded').notNull().default(false),
  },
  (table) => [
    index('login_attempts_mail').on(table.email, table.at),
    index('login_attempts_address').on(table.address, table.at),
  ],
);

export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    project: integer('project'),
    at: moment('at').notNull(),
    who: text('who').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    address: text('address').notNull(),
    detail: jsonb('detail').$type<Readonly<Record<string, unknown>>>(),
  },
  (table) => [index('audit_log_project').on(table.project, table.id)],
);
