import type { Migration } from '#lib/store';

/** The tables of definitions, step by step. */
export const definitionMigrations: readonly Migration[] = [
  {
    name: 'definition-0001-definitions',
    database: `
CREATE TABLE definitions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  kind text NOT NULL,
  name text NOT NULL,
  folder text NOT NULL DEFAULT '',
  owner uuid REFERENCES accounts (id) ON DELETE SET NULL,
  created_by text NOT NULL,
  body jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created timestamptz NOT NULL,
  changed timestamptz NOT NULL,
  changed_by text NOT NULL,
  trashed timestamptz,
  trashed_by text
);
CREATE INDEX definitions_project ON definitions (project, kind);

CREATE TABLE definition_versions (
  definition uuid NOT NULL REFERENCES definitions (id) ON DELETE CASCADE,
  version integer NOT NULL,
  name text NOT NULL,
  body jsonb NOT NULL,
  author text NOT NULL,
  at timestamptz NOT NULL,
  restored integer,
  PRIMARY KEY (definition, version)
);

CREATE TABLE definition_shares (
  definition uuid NOT NULL REFERENCES definitions (id) ON DELETE CASCADE,
  audience text NOT NULL,
  may text NOT NULL CHECK (may IN ('view', 'edit')),
  PRIMARY KEY (definition, audience)
);

CREATE TABLE definition_favourites (
  account uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  definition uuid NOT NULL REFERENCES definitions (id) ON DELETE CASCADE,
  PRIMARY KEY (account, definition)
);
`,
  },
];
