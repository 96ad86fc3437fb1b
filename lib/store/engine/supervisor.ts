import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { engineDown, engineRestarting, folderLocked } from '../faults.ts';
import { outsideCause } from '../folder/folder-fault.ts';
import type { Hello, Order } from './protocol.ts';

/** Where a running engine listens. */
export interface Address {
  readonly url: string;
  readonly password: string;
  readonly pid: number;
}

/** How long a question waits for an engine that is being started again. */
const PATIENCE_MS = 15_000;
/** How long a start waits for an earlier engine on the folder to be gone, as after a crash of its parent. */
const LOCK_PATIENCE_MS = 5_000;
const BACKOFF_MS = [0, 0, 100, 300, 1_000, 2_000];
/** An engine that lived this long died of something else than its start. */
const HEALTHY_MS = 5_000;

/** Keeps one engine process alive on a folder. */
export class Supervisor {
  private child: ChildProcess | undefined;
  private ready: Promise<Address>;
  /** What `ready` has given; undefined while the engine starts. */
  private current: Address | undefined;
  /** Why the last start failed. */
  private trouble: unknown;
  private closing = false;
  private failures = 0;

  private constructor(private readonly order: Omit<Order, 'password'>) {
    this.ready = this.start();
    this.ready.catch(() => undefined);
  }

  /** Starts the engine; fails when it cannot open the folder. */
  static async open(order: Omit<Order, 'password'>): Promise<Supervisor> {
    const supervisor = new Supervisor(order);
    try {
      await supervisor.ready;
    } catch (cause) {
      await supervisor.close();
      throw cause;
    }
    return supervisor;
  }

  /** Where the engine listens now; waits for one that is being restarted, and says at last why it does not start. */
  async address(): Promise<Address> {
    if (this.current) return this.current;
    const waiting = new AbortController();
    const enough = sleep(PATIENCE_MS, undefined, { signal: waiting.signal, ref: false }).then(() => {
      throw this.trouble ?? engineRestarting({});
    });
    try {
      return await Promise.race([this.ready, enough]);
    } finally {
      enough.catch(() => undefined);
      waiting.abort();
    }
  }

  /** Ends an engine that gives no sign of life; another takes its place. */
  replace(): void {
    this.child?.kill('SIGKILL');
  }

  /** Resolves when no engine of ours is left, one that was just being started included. */
  async close(): Promise<void> {
    this.closing = true;
    const child = this.child;
    if (!child || hasEnded(child)) return;
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
  }

  private async start(): Promise<Address> {
    const deadline = performance.now() + LOCK_PATIENCE_MS;
    for (;;) {
      const password = randomBytes(24).toString('base64url');
      const child = launch();
      this.child = child;
      const hello = await greet(child, { ...this.order, password });
      if ('port' in hello) {
        this.watch(child);
        this.trouble = undefined;
        this.current = { url: `http://127.0.0.1:${hello.port}`, password, pid: child.pid ?? 0 };
        return this.current;
      }
      if (hello.fault === 'locked' && performance.now() < deadline && !this.closing) {
        await sleep(200);
        if (!this.closing) continue;
      }
      throw await startFault(hello, this.order.dataDir);
    }
  }

  private watch(child: ChildProcess): void {
    const born = performance.now();
    child.once('exit', () => {
      this.current = undefined;
      if (this.closing) return;
      this.failures = performance.now() - born > HEALTHY_MS ? 0 : this.failures + 1;
      this.ready = this.restart();
      this.ready.catch(() => undefined);
    });
  }

  private async restart(): Promise<Address> {
    for (;;) {
      await sleep(BACKOFF_MS[Math.min(this.failures, BACKOFF_MS.length - 1)] ?? 0, undefined, { ref: false });
      if (this.closing) throw engineRestarting({});
      try {
        return await this.start();
      } catch (cause) {
        this.trouble = cause;
        this.failures++;
      }
    }
  }
}

function launch(): ChildProcessByStdio<Writable, Readable, Readable> {
  const child = spawn(process.execPath, ['--max-old-space-size=256', script()], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...withoutSettings(process.env), UV_THREADPOOL_SIZE: '48', TZ: 'UTC', NODE_OPTIONS: '' },
  });
  child.stdin.on('error', () => undefined);
  // a held folder is told as a fault, after some patience; the engine's own line for each attempt only frightens
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!line.includes('Cannot lock file')) process.stderr.write(`${line}\n`);
  });
  return child;
}

/** The engine is told what it needs; addresses with passwords and the like are nothing to it. */
function withoutSettings(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !/^(LINGER_|DATABASE_URL$|CLICKHOUSE_URL$)/.test(name)),
  );
}

/** Tells a new engine what to do, and gives what it says. */
function greet(child: ReturnType<typeof launch>, order: Order): Promise<Hello> {
  return new Promise((resolve) => {
    const end = (detail: string) => resolve({ fault: 'broken', detail });
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(`it ended with ${signal ?? `code ${code}`}`));
    child.stdin.write(`${JSON.stringify(order)}\n`);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) resolve(JSON.parse(line) as Hello);
    });
  });
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

/** The bundled engine: beside the bundled product, or in `dist` when the product runs from its sources. */
function script(): string {
  const places = ['./engine.js', '../../../dist/engine.js'].map((path) => new URL(path, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw engineDown({ detail: 'dist/engine.js is missing, run `npm run build`' });
  return fileURLToPath(found);
}

async function startFault(hello: Extract<Hello, { fault: string }>, folder: string): Promise<Error> {
  if (hello.fault === 'locked') return folderLocked({ folder, pid: hello.pid }, hello.detail);
  return (await outsideCause(folder, hello)) ?? engineDown({ detail: hello.detail });
}
