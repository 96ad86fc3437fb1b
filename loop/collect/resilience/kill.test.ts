import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { Sql, sql } from '#lib/sql';
import { type OpenWarehouse, openWarehouse } from '#lib/store';
import { dailyRandom } from '../../../lib/core/testing.ts';
import { Intake } from '../receive/intake.ts';
import { collectTestMigrations } from '../testing.ts';
import { messagesOf, type Order } from './sender.ts';

const ROUNDS = Number(process.env.LINGER_KILL_ROUNDS ?? 12);
const folder = mkdtempSync(join(tmpdir(), 'linger-kill-'));
const script = fileURLToPath(new URL(`../../../dist/kill-sender-${process.pid}.mjs`, import.meta.url));
const address = join(folder, 'address.json');
let warehouse: OpenWarehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ dataDir: join(folder, 'engine') });
  for (const step of collectTestMigrations) {
    for (const statement of step.warehouse?.(undefined) ?? []) await warehouse.run(new Sql([statement], []));
  }
  await build({
    entryPoints: [fileURLToPath(new URL('./sender.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '#lib/core': fileURLToPath(new URL('../../../lib/core/index.ts', import.meta.url)) },
    logLevel: 'error',
  });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
  rmSync(script, { force: true });
});

async function engine() {
  const found = await warehouse.engine();
  if (!found) throw new Error('these tests kill the embedded engine');
  return found;
}

/** Waits for the engine and tells the senders where it listens. */
async function tell(): Promise<string> {
  const found = await engine();
  writeFileSync(address, JSON.stringify(found));
  return found.database;
}

/** A sender that runs until it is killed, and what it said it sent and what was acknowledged. */
async function startSender(order: Order) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, LINGER_KILL_ORDER: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sent = new Set(order.again);
  const kept = new Set<number>();
  const ready = new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the sender ended by itself')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, batch] = line.split(' ');
      if (word === 'ready') resolve();
      else (word === 'sent' ? sent : kept).add(Number(batch));
    });
  });
  await ready;
  return { child, sent, kept };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

it(`loses no acknowledged event and doubles none when product and engine are killed, ${ROUNDS} rounds`, async () => {
  const random = dailyRandom('kill');
  const all = { sent: new Set<number>(), kept: new Set<number>() };
  for (let round = 1; round <= ROUNDS; round++) {
    const again = [...all.sent].filter((batch) => !all.kept.has(batch));
    const database = await tell();
    const sender = await startSender({ folder, address, database, round, again });
    await sleep(30 + random() * 350);
    if (round % 4 === 0) {
      process.kill((await engine()).pid, 'SIGKILL');
      await sleep(random() * 300);
      if (round % 8 === 0) await tell();
      await sleep(random() * 300);
    }
    await kill(sender.child);
    for (const batch of sender.sent) all.sent.add(batch);
    for (const batch of sender.kept) all.kept.add(batch);
  }
  await engine();
  const intake = await Intake.open({ folder, warehouse, clock: systemClock });
  await intake.settle();
  await intake.close();
  const rows = await warehouse.read<{ batch: number; n: string; messages: string }>(
    sql`SELECT numbers['batch'] AS batch, count() AS n, uniqExact(id) AS messages FROM events GROUP BY batch`,
  );
  const stored = new Map(rows.map(({ batch, n }) => [batch, Number(n)]));
  const size = messagesOf(1).length;
  expect(all.kept.size).toBeGreaterThan(ROUNDS * 5);
  expect([...all.kept].filter((batch) => stored.get(batch) !== size)).toEqual([]);
  expect(rows.filter(({ n, messages }) => n !== messages)).toEqual([]);
  const [derived] = await warehouse.read(sql`
    SELECT uniqExact(person) AS people, countIf(first > last) AS reversed,
      (SELECT countIf(dictGet('merges', 'canonical', sipHash64(toUInt32(1), d)) != sipHash64(toUInt32(1), u)) FROM
        (SELECT DISTINCT concat('device-', toString(toUInt32(numbers['batch']) % 50)) AS d, replaceOne(d, 'device', 'user') AS u FROM events)) AS apart
    FROM people`);
  // a slow machine gets through fewer batches, and so through fewer of the fifty users and their devices
  const users = new Set([...stored.keys()].map((batch) => batch % 50)).size;
  expect(users).toBeGreaterThan(10);
  expect(derived).toEqual({ people: String(users * 2), reversed: '0', apart: '0' });
}, 120_000);
