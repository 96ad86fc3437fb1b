import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openTestProxy, type TestProxy } from './proxy.ts';

/** A server of one's own, which a test starts, kills and stops. */
export interface TestServer {
  /** What `DATABASE_URL` or `CLICKHOUSE_URL` is set to; the same through all starts. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it at once, as the system's out-of-memory killer does. */
  kill(): Promise<void>;
  /** Stops all of its processes where they are (SIGSTOP): connections stay, nobody answers. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

const versions = '/usr/lib/postgresql';
const bin = existsSync(versions)
  ? readdirSync(versions)
      .map((version) => join(versions, version, 'bin'))
      .filter((folder) => existsSync(join(folder, 'initdb')))
      .sort()
      .at(-1)
  : undefined;

/** Whether a PostgreSQL of the machine can be started by tests. */
export const hasPostgres = bin !== undefined;

/** A PostgreSQL in a temporary folder, not started yet. It refuses to run as root and then runs as `postgres`. */
export async function makePostgres(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'linger-postgres-'));
  const port = await freePort();
  const user = process.getuid?.() === 0 ? userNamed('postgres') : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  const data = join(folder, 'data');
  execFileSync(join(bin ?? '', 'initdb'), ['-D', data, '-A', 'trust', '-U', 'linger', '-E', 'UTF8'], {
    ...user,
    stdio: 'ignore',
    cwd: folder,
  });
  const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const launch = () => spawn(join(bin ?? '', 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  let child: ChildProcess | undefined;
  const server: TestServer = {
    url: `postgres://linger@127.0.0.1:${port}/postgres`,
    async start() {
      for (let tries = 0; tries < 50; tries++) {
        child = launch();
        const ended = once(child, 'exit').then(() => false);
        const ready = answersAt(port).then(() => true);
        if (await Promise.race([ready, ended])) return;
        // processes of the one that was killed still hold its memory
        await sleep(200);
      }
      throw new Error('PostgreSQL does not start');
    },
    kill: () => end(child),
    freeze: () => signalAll(child, 'SIGSTOP'),
    thaw: () => signalAll(child, 'SIGCONT'),
    async close() {
      await end(child);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
  return server;
}

/** Our own engine as a stand-alone server at an address that stays; the build must be there. */
export async function makeEngine(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'linger-engine-'));
  const password = randomBytes(12).toString('hex');
  const script = fileURLToPath(new URL('../../../dist/engine.js', import.meta.url));
  const port = await freePort();
  let child: ChildProcess | undefined;
  let proxy: TestProxy | undefined;
  const leave = async () => {
    await proxy?.close();
    await end(child);
  };
  return {
    url: `http://default:${password}@127.0.0.1:${port}/linger`,
    async start() {
      mkdirSync(folder, { recursive: true });
      child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
      child.stdin?.write(`${JSON.stringify({ dataDir: folder, password, lowMemory: false })}\n`);
      const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
      const { port: own } = JSON.parse(line) as { port: number };
      proxy = await openTestProxy({ host: '127.0.0.1', port: own }, port);
    },
    kill: leave,
    freeze: () => signalAll(child, 'SIGSTOP'),
    thaw: () => signalAll(child, 'SIGCONT'),
    async close() {
      await leave();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  signalAll(child, 'SIGKILL');
  await ended;
}

/** The process and those that it started. */
function signalAll(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (!child?.pid) return;
  const parent = String(child.pid);
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === parent);
  for (const pid of [child.pid, ...children.map(Number)])
    try {
      process.kill(pid, signal);
    } catch {
      // it ended meanwhile
    }
}

function parentOf(pid: string): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return undefined;
  }
}

async function answersAt(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const [answered] = await Promise.race([
      once(socket, 'connect').then(() => [true]),
      once(socket, 'error').then(() => [false]),
    ]).catch(() => [false]);
    socket.destroy();
    if (answered) return;
    await sleep(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function userNamed(name: string): { uid?: number; gid?: number } {
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':') ?? [];
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}
