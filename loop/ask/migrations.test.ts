import { expect, it } from 'vitest';
import { type Database, migrate, type Warehouse } from '#lib/store';
import { accessMigrations } from '#loop/access';
import { definitionMigrations } from '#loop/definition';
import { openTestAccess, testEngines } from '../access/testing.ts';
import { askMigrations } from './migrations.ts';

const [first, ...later] = askMigrations.map(({ name, database }) => ({ name, database }));
const noColumns = { cluster: undefined } as Warehouse;
const rowsOnly = [...accessMigrations, { name: first!.name, database: first!.database }];
const now = [...rowsOnly.slice(0, -1), ...definitionMigrations, rowsOnly.at(-1)!, ...later];

it.each(testEngines)(
  'questions and segments of an older store become definitions under their ids on %s',
  async (engine) => {
    const { database } = await openTestAccess(engine, [rowsOnly.at(-1)!]);
    const ids = await olderStore(database);
    await migrate(noColumns, database, now);
    const kept = await database.query(
      `SELECT d.id, kind, d.name, body, version, mail AS owner, created_by, trashed IS NOT NULL AS trashed,
        (SELECT array_agg(audience || ' ' || may) FROM definition_shares WHERE definition = d.id) AS shares,
        (SELECT array_agg(version || ' ' || author) FROM definition_versions WHERE definition = d.id AND body = d.body) AS versions
      FROM definitions d LEFT JOIN accounts a ON a.id = d.owner ORDER BY name`,
    );
    const shared = { version: 1, shares: ['project edit'] };
    expect(kept).toEqual([
      {
        ...shared,
        id: ids.buyers,
        kind: 'segment',
        name: 'buyers',
        body: { who: { all: [] } },
        owner: null,
        created_by: 'terminal',
        trashed: false,
        versions: ['1 terminal'],
      },
      {
        ...shared,
        id: ids.gone,
        kind: 'segment',
        name: 'gone',
        body: { who: { inSegment: ids.buyers } },
        owner: 'li@example.com',
        created_by: 'li@example.com',
        trashed: true,
        versions: ['1 li@example.com'],
      },
      {
        ...shared,
        id: ids.question,
        kind: 'question',
        name: 'weekly',
        body: { kind: 'trend' },
        owner: 'li@example.com',
        created_by: 'li@example.com',
        trashed: false,
        versions: ['1 li@example.com'],
      },
    ]);
    expect(await database.query('SELECT segment, size FROM segment_states ORDER BY size')).toEqual([
      { segment: ids.buyers, size: 12 },
      { segment: ids.gone, size: null },
    ]);
    expect(await database.query('SELECT segment, size FROM segment_sizes')).toEqual([
      { segment: ids.buyers, size: 12 },
    ]);
    expect(
      await database.query("SELECT to_regclass('segments') AS s, to_regclass('saved_questions') AS q"),
    ).toEqual([{ s: null, q: null }]);
    await database.query('DELETE FROM definitions');
    expect(
      await database.query('SELECT 1 FROM segment_sizes UNION ALL SELECT 1 FROM segment_states'),
    ).toEqual([]);
    await database.close();
  },
);

async function olderStore(database: Database) {
  const id = async (text: string, values: unknown[] = []) =>
    (await database.query<{ id: string }>(`${text} RETURNING id`, values))[0]!.id;
  const project = await id("INSERT INTO projects (name, created) VALUES ('p', now())");
  await id("INSERT INTO accounts (mail, password, created) VALUES ('li@example.com', '', now())");
  const question = await id(
    `INSERT INTO saved_questions (project, name, question, created_by, created, changed) VALUES ($1, 'weekly', '{"kind": "trend"}', 'li@example.com', now(), now())`,
    [project],
  );
  const buyers = await id(
    `INSERT INTO segments (project, name, definition, created_by, created, refreshed, size) VALUES ($1, 'buyers', '{"who": {"all": []}}', 'terminal', now(), now(), 12)`,
    [project],
  );
  const gone = await id(
    `INSERT INTO segments (project, name, definition, created_by, created, removed) VALUES ($1, 'gone', $2, 'li@example.com', now(), true)`,
    [project, JSON.stringify({ who: { inSegment: buyers } })],
  );
  await database.query('INSERT INTO segment_sizes (segment, at, size) VALUES ($1, now(), 12)', [buyers]);
  return { question, buyers, gone };
}
