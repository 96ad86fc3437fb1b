import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { type OpenColumns, openColumns } from '../open-columns.ts';
import { exitCodes } from './protocol.ts';

let dataDir: string;
let columns: OpenColumns;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'linger-supervisor-'));
  columns = await openColumns({ dataDir });
});
afterAll(async () => {
  await columns.close();
  await rm(dataDir, { recursive: true, force: true });
});

const pid = async () => (await columns.engine())?.pid ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('loses no acknowledged row and doubles none when the engine is killed during inserts', async () => {
  await columns.run(
    sql`CREATE TABLE kept (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 1000`,
  );
  await columns.run(
    sql`CREATE TABLE totals (k UInt8, n UInt64, c UInt64) ENGINE = SummingMergeTree ORDER BY k SETTINGS non_replicated_deduplication_window = 1000`,
  );
  await columns.run(
    sql`CREATE MATERIALIZED VIEW kept_totals TO totals AS SELECT 1 AS k, sum(n) AS n, count() AS c FROM kept GROUP BY k`,
  );
  const kill = async () => {
    const target = await pid();
    await pause(50 + Math.random() * 200);
    process.kill(target, 'SIGKILL');
    await expect.poll(() => pid().catch(() => target), { timeout: 20_000 }).not.toBe(target);
  };
  const batch = async (i: number) => {
    const lines = Array.from({ length: 10 }, (_, k) => `{"n":${i * 10 + k}}`).join('\n');
    await columns.insert('kept', Buffer.from(lines), { format: 'JSONEachRow', token: `batch-${i}` });
  };
  const count = 80;
  let killing = true;
  const killer = (async () => {
    for (let kills = 0; kills < 4 && killing; kills++) await kill();
  })();
  for (let i = 0; i < count; i += 4) await Promise.all([i, i + 1, i + 2, i + 3].map(batch));
  killing = false;
  await killer;
  const [found] = await columns.read(
    sql`SELECT count() AS rows, uniqExact(n) AS distinct, max(n) AS highest FROM kept`,
  );
  expect(found).toEqual({
    rows: String(count * 10),
    distinct: String(count * 10),
    highest: String(count * 10 - 1),
  });
  const [viewed] = await columns.read(sql`SELECT sum(n) AS n, sum(c) AS c FROM totals`);
  expect(viewed).toEqual({ n: String((count * 10 * (count * 10 - 1)) / 2), c: String(count * 10) });
}, 60_000);

it('gives a running question a clear fault and the next one an answer', async () => {
  const running = columns.read(
    sql`SELECT count() FROM numbers_mt(30000000000) WHERE sipHash64(number) % 7 = 1`,
  );
  const outcome = running.catch((cause: unknown) => cause);
  await pause(300);
  const killed = await pid();
  process.kill(killed, 'SIGKILL');
  expect(await outcome).toMatchObject({ code: 'store.engine-restarting', status: 503 });
  await pause(50);
  expect(await columns.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  expect(await pid()).not.toBe(killed);
}, 30_000);

it('says why the engine does not start again, and goes on when it can', async () => {
  const [folder, aside] = [join(dataDir, 'columns'), join(dataDir, 'aside')];
  await rename(folder, aside);
  await writeFile(folder, 'in the way');
  process.kill(await pid(), 'SIGKILL');
  await pause(50);
  await expect(columns.read(sql`SELECT 1`)).rejects.toMatchObject({ code: 'store.engine-down' });
  await rm(folder);
  await rename(aside, folder);
  expect(await columns.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
}, 40_000);

/** The processes this one has started, on Linux. */
const children = () => readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');

it('leaves no engine behind when it is closed while one is being started', async () => {
  const before = await children();
  const own = await mkdtemp(join(tmpdir(), 'linger-closed-'));
  const closed = await openColumns({ dataDir: own, lowMemory: true });
  process.kill((await closed.engine())?.pid ?? 0, 'SIGKILL');
  await pause(100);
  await closed.close();
  expect(await children()).toBe(before);
  await rm(own, { recursive: true });
}, 30_000);

it('refuses a folder another engine holds, with an exit code of its own', async () => {
  const second = spawn(process.execPath, [join(import.meta.dirname, '../../../dist/engine.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  second.stdin.write(`${JSON.stringify({ dataDir, password: 'x' })}\n`);
  let said = '';
  second.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => second.on('exit', resolve));
  expect(code).toBe(exitCodes.locked);
  expect(JSON.parse(said)).toMatchObject({ fault: 'locked' });
  await expect(openColumns({ dataDir })).rejects.toMatchObject({ code: 'store.folder-locked' });
}, 30_000);

it('ends when its parent is gone', async () => {
  const engine = spawn(process.execPath, [join(import.meta.dirname, '../../../dist/engine.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const other = await mkdtemp(join(tmpdir(), 'linger-orphan-'));
  engine.stdin.write(`${JSON.stringify({ dataDir: other, password: 'x', volatile: true })}\n`);
  await new Promise((resolve) => engine.stdout.once('data', resolve));
  const ended = new Promise((resolve) => engine.on('exit', resolve));
  engine.stdin.destroy();
  await ended;
  expect(engine.signalCode ?? engine.exitCode).not.toBeNull();
});

it.runIf(existsSync('/proc/self/status'))(
  'keeps few threads after a crowd of questions',
  async () => {
    const engine = await pid();
    const threads = () =>
      Number(/^Threads:\s+(\d+)/m.exec(readFileSync(`/proc/${engine}/status`, 'utf8'))?.[1]);
    const crowd = Array.from({ length: 40 }, () =>
      columns.read(sql`SELECT count() FROM numbers_mt(1000000) WHERE sipHash64(number) % 7 = 1`),
    );
    await Promise.all(crowd);
    // the threads of the process itself, those that stream answers, and a few that the engine keeps
    await expect.poll(threads, { timeout: 10_000 }).toBeLessThan(120);
  },
  60_000,
);
