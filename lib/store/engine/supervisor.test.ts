import { spawn } from 'node:child_process';
import { existsSync, readFileSync, watch } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { type OpenWarehouse, openWarehouse } from '../warehouse/open-warehouse.ts';
import { exitCodes } from './protocol.ts';

let dataDir: string;
let warehouse: OpenWarehouse;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'linger-supervisor-'));
  warehouse = await openWarehouse({ dataDir });
});
afterAll(async () => {
  await warehouse.close();
  await rm(dataDir, { recursive: true, force: true });
});

const pid = async () => (await warehouse.engine())?.pid ?? 0;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('writes what is sent again without a token, also where a killed engine knows the token or the block without its rows', async () => {
  await warehouse.run(
    sql`CREATE TABLE kept (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 1000`,
  );
  const [table] = await warehouse.read<{ path: string }>(
    sql`SELECT data_paths[1] AS path FROM system.tables WHERE database = currentDatabase() AND name = 'kept'`,
  );
  const tokens = join(table?.path ?? '', 'deduplication_logs');
  /** Kills the engine as it notes a token, which is before the rows are in place. */
  const killAtToken = async () => {
    const target = await pid();
    await new Promise<void>((resolve) => {
      const watcher = watch(tokens, () => {
        watcher.close();
        process.kill(target, 'SIGKILL');
        resolve();
      });
    });
    await expect.poll(() => pid().catch(() => target), { timeout: 20_000 }).not.toBe(target);
  };
  const written = async (n: number) =>
    (await warehouse.read(sql`SELECT n FROM kept WHERE n = ${n}`).catch(() => undefined))?.length;
  let sentAgain = 0;
  for (let n = 0; n < 8; n++) {
    const killed = killAtToken();
    const row = Buffer.from(`{"n":${n}}`);
    await warehouse.insert('kept', row, { format: 'JSONEachRow', token: `row-${n}` }).catch(() => undefined);
    await killed;
    if ((await written(n)) === 1) continue;
    sentAgain++;
    await warehouse.insert('kept', row, { format: 'JSONEachRow' });
    expect(await written(n)).toBe(1);
  }
  const rows = await warehouse.read<{ n: string }>(sql`SELECT n FROM kept ORDER BY n`);
  expect(rows.map(({ n }) => Number(n))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  console.info(`${sentAgain} of 8 rows were not in place when the engine was killed`);
}, 120_000);

it('gives a running question a clear fault and the next one an answer', async () => {
  const running = warehouse.read(
    sql`SELECT count() FROM numbers_mt(30000000000) WHERE sipHash64(number) % 7 = 1`,
  );
  const outcome = running.catch((cause: unknown) => cause);
  await pause(300);
  const killed = await pid();
  process.kill(killed, 'SIGKILL');
  expect(await outcome).toMatchObject({ code: 'store.engine-restarting', status: 503 });
  await pause(50);
  expect(await warehouse.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  expect(await pid()).not.toBe(killed);
}, 30_000);

it('says why the engine does not start again, and goes on when it can', async () => {
  const [folder, aside] = [join(dataDir, 'columns'), join(dataDir, 'aside')];
  await rename(folder, aside);
  await writeFile(folder, 'in the way');
  process.kill(await pid(), 'SIGKILL');
  await pause(50);
  await expect(warehouse.read(sql`SELECT 1`)).rejects.toMatchObject({ code: 'store.engine-down' });
  await rm(folder);
  await rename(aside, folder);
  expect(await warehouse.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
}, 40_000);

/** The processes this one has started, on Linux. */
const children = () => readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');

it('leaves no engine behind when it is closed while one is being started', async () => {
  const before = await children();
  const own = await mkdtemp(join(tmpdir(), 'linger-closed-'));
  const closed = await openWarehouse({ dataDir: own, lowMemory: true });
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
  await expect(openWarehouse({ dataDir })).rejects.toMatchObject({ code: 'store.folder-locked' });
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
      warehouse.read(sql`SELECT count() FROM numbers_mt(1000000) WHERE sipHash64(number) % 7 = 1`),
    );
    await Promise.all(crowd);
    // the threads of the process itself, those that stream answers, and a few that the engine keeps
    await expect.poll(threads, { timeout: 10_000 }).toBeLessThan(120);
  },
  60_000,
);
