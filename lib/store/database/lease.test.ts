import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLeavingPostgres } from '../testing/postgres.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { openDatabase } from './open-database.ts';
import { takeLease } from './postgres.ts';

const server = process.env.LINGER_TEST_POSTGRES;
if (!server) console.warn('skipped: the lease of a PostgreSQL; set LINGER_TEST_POSTGRES to run it');

describe.runIf(server)('the lease of a row store', () => {
  const [one, other] = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `linger-lease-${name}-`))) as [
    string,
    string,
  ];
  const database = `lease_${process.pid}`;
  const url = server ? Object.assign(new URL(server), { pathname: database }).href : '';
  let admin: Database;
  beforeAll(async () => {
    admin = await openDatabase({ dataDir: one, url: server });
    await admin.query(`CREATE DATABASE ${database}`);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.close();
    for (const folder of [one, other]) rmSync(folder, { recursive: true });
  });
  const take = async (folder: string, onWait?: () => void) =>
    (await takeLease(url, { folder, makes: true, ...(onWait && { onWait }) })) as Lease;

  it('is not made where a store is only used', async () => {
    expect(await takeLease(url, { folder: one, makes: false })).toBeUndefined();
    const database = await openDatabase({ dataDir: one, url });
    expect(await database.query("SELECT to_regclass('linger_lease')::text AS name")).toEqual([
      { name: null },
    ]);
    await database.close();
  });

  it('is refused to another folder while its holder lives, and free when it was given back', async () => {
    const first = await take(one);
    const waited = vi.fn();
    const refused = await take(other, waited).catch((cause: Error) => cause);
    expect(refused).toMatchObject({ code: 'store.lease-held' });
    expect(String(refused)).toContain(`process ${process.pid}, folder ${one}`);
    expect(waited).toHaveBeenCalledOnce();
    await first.release();
    const second = await take(other);
    await second.release();
  }, 30_000);

  it('is taken up at once in the same folder, whose lock tells that the earlier holder is dead', async () => {
    const dead = await take(one);
    const next = await take(one);
    await expect(dead.hold()).resolves.toBeUndefined();
    expect(await dead.lost).toMatchObject({ code: 'store.lease-taken' });
    await expect(dead.hold()).rejects.toMatchObject({ code: 'store.lease-taken' });
    await next.hold();
    await dead.release();
    await next.hold();
    await next.release();
  }, 30_000);

  it('ends transactions of an earlier holder, and lets it open no new connection', async () => {
    const early = await take(one);
    const database = await openDatabase({ dataDir: one, url, lease: early });
    await database.script('CREATE TABLE notes (id int)');
    let wake = (): void => undefined;
    const frozen = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let inserted = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const slept = database.db.transaction(async (transaction) => {
      await transaction.execute('INSERT INTO notes VALUES (1)');
      inserted();
      await frozen;
      await transaction.execute('INSERT INTO notes VALUES (2)');
    });
    await begun;
    const late = await take(one);
    wake();
    await expect(slept).rejects.toThrow();
    await expect(database.query('INSERT INTO notes VALUES (3)')).rejects.toMatchObject({
      code: 'store.lease-taken',
    });
    const lateRows = await openDatabase({ dataDir: one, url, lease: late });
    expect(await lateRows.query('SELECT * FROM notes')).toEqual([]);
    await Promise.all([database.close(), lateRows.close()]);
    await Promise.all([early.release(), late.release()]);
  }, 30_000);

  it('passes nothing more on when it was lost while a body is sent', async () => {
    const early = await take(one);
    const late = await take(one);
    await early.lost;
    const sent: number[] = [];
    const sending = async () => {
      for await (const part of early.pass(
        (async function* () {
          yield 1;
        })(),
      ))
        sent.push(part);
    };
    await expect(sending()).rejects.toMatchObject({ code: 'store.lease-taken' });
    expect(sent).toEqual([]);
    await late.release();
  }, 30_000);

  it('is asked for again by who slept past its end, and kept when nobody took it', async () => {
    const lease = await take(one);
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 60_000);
    expect(lease.isFresh).toBe(false);
    await lease.hold();
    expect(lease.isFresh).toBe(true);
    clock.mockReturnValue(now + 120_000);
    const late = await take(one);
    await expect(lease.hold()).rejects.toMatchObject({ code: 'store.lease-taken' });
    clock.mockRestore();
    await late.release();
  }, 30_000);

  it('is unsure while the server does not answer, and then certain again', async () => {
    const postgres = await openLeavingPostgres(server ?? '');
    const lease = (await takeLease(postgres.url, { folder: one, makes: true })) as Lease;
    await postgres.leave();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    await expect(lease.hold()).rejects.toMatchObject({ code: 'store.lease-unsure', status: 503 });
    await postgres.comeBack();
    await lease.hold();
    clock.mockRestore();
    await lease.release();
    await postgres.close();
  }, 30_000);
});
