import type { Migration } from '#lib/store';

/** The tables of access, step by step. */
export const accessMigrations: readonly Migration[] = [
  {
    name: 'access-0001-accounts-projects-keys',
    database: `
CREATE TABLE accounts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  mail text NOT NULL,
  password text NOT NULL,
  language text,
  created timestamptz NOT NULL
);
CREATE UNIQUE INDEX accounts_mail ON accounts (mail);

CREATE TABLE projects (
  id serial PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
  week_start text NOT NULL DEFAULT 'monday',
  created timestamptz NOT NULL
);

CREATE TABLE members (
  account uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'owner')),
  created timestamptz NOT NULL,
  PRIMARY KEY (account, project)
);
CREATE INDEX members_project ON members (project);

CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  token text NOT NULL,
  created timestamptz NOT NULL,
  seen timestamptz NOT NULL,
  address text NOT NULL,
  agent text NOT NULL
);
CREATE UNIQUE INDEX sessions_token ON sessions (token);
CREATE INDEX sessions_account ON sessions (account);

CREATE TABLE keys (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  project integer NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('write', 'api')),
  name text NOT NULL,
  role text CHECK (role IN ('viewer', 'analyst', 'owner')),
  secret text NOT NULL,
  shown text NOT NULL,
  created timestamptz NOT NULL,
  created_by text NOT NULL,
  used timestamptz,
  revoked timestamptz,
  CHECK ((kind = 'api') = (role IS NOT NULL))
);
CREATE UNIQUE INDEX keys_secret ON keys (secret);
CREATE INDEX keys_project ON keys (project);

CREATE TABLE invitations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  token text NOT NULL,
  mail text,
  project integer REFERENCES projects (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('viewer', 'analyst', 'owner')),
  created timestamptz NOT NULL,
  expires timestamptz,
  used timestamptz
);
CREATE UNIQUE INDEX invitations_token ON invitations (token);

CREATE TABLE login_attempts (
  id bigserial PRIMARY KEY,
  mail text NOT NULL,
  address text NOT NULL,
  at timestamptz NOT NULL,
  succeeded boolean NOT NULL DEFAULT false
);
CREATE INDEX login_attempts_mail ON login_attempts (mail, at);
CREATE INDEX login_attempts_address ON login_attempts (address, at);

CREATE TABLE audit_log (
  id bigserial PRIMARY KEY,
  project integer,
  at timestamptz NOT NULL,
  who text NOT NULL,
  action text NOT NULL,
  target text NOT NULL,
  address text NOT NULL,
  detail jsonb
);
CREATE INDEX audit_log_project ON audit_log (project, id);
`,
  },
  {
    name: 'access-0002-who-invited',
    database: 'ALTER TABLE invitations ADD COLUMN created_by text;',
  },
  {
    name: 'access-0003-internal-accounts',
    database: 'ALTER TABLE projects ADD COLUMN internal jsonb',
  },
];
