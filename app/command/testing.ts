import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildServer } from '../../tooling/build-server.mjs';

export const program = fileURLToPath(new URL('../../dist/linger.js', import.meta.url));
const running = new Set<ChildProcess>();

type Variables = Readonly<Record<string, string>>;

/** Builds the program as it is shipped. */
export async function buildTerminal(): Promise<void> {
  await buildServer();
}

/** Another user of the system, by number. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Runs one line to its end, as from a shell. */
export async function linger(line: readonly string[], variables: Variables = {}, user?: User) {
  const child = open(line, variables, user);
  const said = listen(child);
  const [code] = await once(child, 'close');
  running.delete(child);
  return { code: Number(code), out: said.out, err: said.err };
}

/** Runs one line, to be killed on its way. */
export function startLine(line: readonly string[], variables: Variables) {
  const child = open(line, variables);
  const ended = once(child, 'close');
  return {
    /** Ends the whole group of processes at once, as a loss of memory does. */
    async kill(): Promise<void> {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await ended;
      running.delete(child);
    },
  };
}

const announced = z.object({
  address: z.string(),
  link: z.string().nullable(),
  data: z.string(),
  pid: z.int(),
});

/** A line that is still running, with what it has said so far. */
export function launchLinger(line: readonly string[], variables: Variables) {
  const child = open(line, variables);
  const said = listen(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  /** Ends it as Ctrl-C in a terminal does: the whole group of processes hears it. */
  const stop = (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => {
    process.kill(-(child.pid ?? 0), signal);
    return ended;
  };
  return { said, ended, stop, pid: child.pid ?? 0 };
}

/** Starts a server on a free port; resolves when it serves. */
export async function startLinger(variables: Variables) {
  const { said, ended, stop } = launchLinger(['start', '--json'], { LINGER_PORT: '0', ...variables });
  let over = false;
  const done = ended.then(() => {
    over = true;
  });
  while (!over && !said.out.includes('\n')) await Promise.race([done, sleep(20)]);
  return {
    said: announced.parse(JSON.parse(said.out.includes('\n') ? said.out : said.err)),
    log: said,
    /** How it ended, and all that it said on the error stream. */
    ended: ended.then((code) => ({ code, err: said.err })),
    stop,
  };
}

/** Ends what a test left running. */
export async function stopAll(): Promise<void> {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }
  running.clear();
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

function open(line: readonly string[], variables: Variables, user?: User): ChildProcess {
  const child = spawn(process.execPath, [program, ...line], {
    ...user,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C', ...variables },
  });
  running.add(child);
  return child;
}

function listen(child: ChildProcess): { out: string; err: string } {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  return said;
}
