import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openWarehouse } from '#lib/store';
import { dailyRandom } from '../../../../lib/core/testing.ts';
import { openTestStore } from '../../../../lib/store/testing/stores.ts';
import { collectTestMigrations } from '../../testing.ts';
import { openTestFiles } from '../testing.ts';

const ROWS = 12_000;
const PEOPLE = 700;
const KILLS = 6;
/** Each row without a person is left out; the others tell of an event and of the person's level at that time. */
const hasPerson = (row: number) => row % 500 !== 499;
const personOf = (row: number) => (row * 7919) % PEOPLE;
const minute = (row: number) =>
  new Date(Date.UTC(2026, 2, 1) + row * 60_000).toISOString().slice(0, 19).replace('T', ' ');
const levelOf = (row: number) => `level ${row % 13}`;

it('brings each row of a file once, with what it tells of people, however often the engine is killed', async () => {
  const random = dailyRandom('killed engine');
  const dataDir = await mkdtemp(join(tmpdir(), 'linger-killed-'));
  const own = Object.assign(await openWarehouse({ dataDir, lowMemory: true }), { dataDir });
  const product = await openTestFiles({ partBytes: 40_000 }, openTestStore(collectTestMigrations, own));
  const lines = Array.from(
    { length: ROWS },
    (_, row) => `${hasPerson(row) ? `u${personOf(row)}` : ''},${minute(row)},paid,${row},${levelOf(row)}`,
  );
  const path = await product.write('paid.csv', `user_id,time,event,n,level\n${lines.join('\n')}\n`);
  const proposed = await product.propose(path);
  const mapping = {
    ...proposed.mapping,
    columns: proposed.mapping.columns.map((column) =>
      column.column === 'level' ? { ...column, role: 'both' as const } : column,
    ),
  };
  const { entry } = await product.files.import(
    product.viewer,
    proposed.file.id,
    proposed.layout,
    mapping,
    true,
  );
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(30 + random() * 400);
    const { pid } = (await own.engine())!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await own.engine())?.pid, { timeout: 20_000 }).not.toBe(pid);
  }
  await product.files.runner.settled(entry.id);

  const told = Array.from({ length: ROWS }, (_, row) => row).filter(hasPerson);
  const lost = ROWS - told.length;
  expect(await product.ledger(entry.id)).toMatchObject({ state: 'done', rows: ROWS, rejected: lost });
  expect(await product.count(entry.id)).toEqual({ rows: told.length, ids: told.length, people: PEOPLE });
  const [sum] = await product.warehouse.read(sql`SELECT sum(numbers['n']) AS n FROM events`);
  expect(sum).toEqual({ n: told.reduce((all, row) => all + row, 0) });
  expect((await product.rejects(entry.id)).map(({ line }) => line - 2)).toEqual(
    lines.map((_, row) => row).filter((row) => !hasPerson(row)),
  );
  const levels = new Map(told.map((row) => [`u${personOf(row)}`, levelOf(row)]));
  const kept = await product.warehouse.read<{ id: string; text: string }>(
    sql`SELECT e.id AS id, p.text AS text FROM (SELECT DISTINCT person, distinct_id AS id FROM events) AS e
      INNER JOIN (SELECT person, text FROM person_properties FINAL WHERE name = 'level') AS p ON e.person = p.person`,
  );
  expect(new Map(kept.map(({ id, text }) => [id, text]))).toEqual(levels);
  await product.close();
  await rm(dataDir, { recursive: true, force: true });
}, 120_000);
