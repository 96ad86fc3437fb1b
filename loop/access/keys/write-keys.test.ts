import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Fault, stoppedClock } from '#lib/core';
import { migrate } from '#lib/store';
import { openLeavingPostgres } from '../../../lib/store/testing/postgres.ts';
import { accessMigrations } from '../migrations.ts';
import { openTestAccess } from '../testing.ts';
import { createKey, revokeKey } from './key.ts';
import { WriteKeys } from './write-keys.ts';

const code = (error: unknown) => (error instanceof Fault ? error.code : error);
const write = { kind: 'write', createdBy: 'test' } as const;

it('keeps what a key leads to for half a minute, and refuses a revoked one at once', async () => {
  const { access, database, clock } = await openTestAccess();
  const { project } = await access.systemViewer(undefined, 'en');
  const { id, key } = await createKey(access.context, { ...write, project: project.id, name: 'shop' });
  expect(await access.projectOfWriteKey(key)).toMatchObject({ id: project.id });
  await database.query('UPDATE keys SET revoked = now() WHERE id = $1', [id]);
  expect(await access.projectOfWriteKey(key)).toMatchObject({ id: project.id });
  clock.set(new Date(clock.now().getTime() + 31_000));
  expect(await access.projectOfWriteKey(key)).toBeUndefined();
  const other = await createKey(access.context, { ...write, project: project.id, name: 'app' });
  expect(await access.projectOfWriteKey(other.key)).toMatchObject({ id: project.id });
  await revokeKey(access.context, project.id, other.id);
  access.writeKeys.forget(other.id);
  expect(await access.projectOfWriteKey(other.key)).toBeUndefined();
  await database.close();
}, 30_000);

const server = process.env.LINGER_TEST_POSTGRES;
if (!server)
  console.warn('skipped: write keys while PostgreSQL is away; set LINGER_TEST_POSTGRES to run them');

it.runIf(server)(
  'known keys go on while PostgreSQL is away, for as long as it is; others hear so quickly, revoked ones stay revoked',
  async () => {
    const postgres = await openLeavingPostgres(server ?? '');
    const clock = stoppedClock('2026-03-01T08:00:00Z');
    const context = { database: postgres.database, clock };
    await migrate({ cluster: undefined } as never, postgres.database, accessMigrations);
    const [row] = await postgres.database.query<{ id: number }>(
      "INSERT INTO projects (name, created) VALUES ('test', now()) RETURNING id",
    );
    const project = row?.id ?? 0;
    const [used, revoked, unused] = await Promise.all(
      ['used', 'revoked', 'unused'].map((name) => createKey(context, { ...write, project, name })),
    );
    const keys = new WriteKeys(context, 500);
    for (const { key } of [used!, revoked!]) expect(await keys.projectOf(key)).toMatchObject({ id: project });
    await revokeKey(context, project, revoked!.id);
    keys.forget(revoked!.id);
    const asked = () =>
      Promise.all(
        [used!, revoked!, unused!].map(({ key }) => keys.projectOf(key).then((found) => found?.id, code)),
      );
    const away = [project, 'access.key-unknown-now', 'access.key-unknown-now'];
    for (const goAway of [postgres.leave, postgres.freeze]) {
      await goAway();
      for (let hour = 0; hour < 3; hour++) {
        clock.set(new Date(clock.now().getTime() + 3_600_000));
        expect(await asked()).toEqual(away);
        expect(await asked()).toEqual(away);
      }
      await postgres.comeBack();
      await sleep(2100);
      clock.set(new Date(clock.now().getTime() + 60_000));
      await asked();
      expect(await asked()).toEqual([project, undefined, project]);
      // known from now on, until the next round forgets it again
      keys.forget(unused!.id);
    }
    await postgres.close();
  },
  60_000,
);
