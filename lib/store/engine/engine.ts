import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { quoteText } from '#lib/sql';
import { asEngineError, EngineError } from './engine-error.ts';
import { type Connection, native } from './native.ts';
import type { Profile } from './profile.ts';
import type { Block } from './reader.ts';
import { type Read, ReaderPool } from './reader-pool.ts';
import { Turns } from './turns.ts';

/** A statement that is not streamed: run as a whole on a connection of its own. */
export interface Whole {
  readonly id: string;
  readonly prelude: string;
  readonly text: string;
}

/**
 * Statements besides streamed questions that run at once. Each holds one of the process's 48 threads for calls into the
 * engine and for files; were all taken, nothing could be read, spooled or answered.
 */
const WHOLE_AT_ONCE = 24;
/** A statement the engine does not know yet is missed by the order to stop it, which is therefore repeated. */
const KILL_AGAIN_MS = 500;

/**
 * The embedded engine of one folder. Every statement gets a connection of its own (about 0.2 ms), so
 * that its settings, its database and its faults end with it.
 */
export class Engine {
  private readonly wholes = new Turns(WHOLE_AT_ONCE);

  private constructor(
    private readonly folder: string,
    private readonly spool: string,
    /** Keeps the engine open between statements. */
    private readonly anchor: Connection,
    private readonly reads: Turns,
    private readonly pool: ReaderPool,
  ) {}

  static async open(dataDir: string, profile: Profile, readerScript: URL): Promise<Engine> {
    const folder = join(dataDir, 'columns');
    const spool = join(dataDir, 'spool');
    for (const path of [folder, join(dataDir, 'files')]) await mkdir(path, { recursive: true });
    const anchor = await connect(folder, [...profile.server, `--user_files_path=${join(dataDir, 'files')}`]);
    await rm(spool, { recursive: true, force: true });
    await mkdir(spool);
    await native.QueryAsyncConnection(anchor, 'CREATE DATABASE IF NOT EXISTS linger ENGINE = Atomic', 'Null');
    const pool = new ReaderPool(readerScript, folder);
    return new Engine(folder, spool, anchor, new Turns(profile.readers), pool);
  }

  /** A question whose answer is streamed; gives its last block. */
  read(id: string, read: Read, signal: AbortSignal): Promise<Block | undefined> {
    const marked = { ...read, text: mark(id) + read.text };
    return this.reads.run(signal, () => this.killedOn(signal, id, () => this.pool.run(marked, signal)));
  }

  /** A statement answered as a whole, for formats that cannot be cut. */
  answer(whole: Whole, format: string, signal: AbortSignal): Promise<Buffer> {
    return this.alone(whole, signal, async (connection, text) => {
      const { bytes } = await native.QueryAsyncConnection(connection, text, format);
      return bytes;
    });
  }

  /** An `INSERT`; gives the rows it wrote, into materialised views too. */
  write(whole: Whole, signal: AbortSignal): Promise<number> {
    return this.alone(whole, signal, async (connection, text) => {
      const blank = Buffer.from(' ');
      return (await native.InsertRawAsyncConnection(connection, text, blank, false)).rowsWritten;
    });
  }

  /** Keeps a body on disk while `use` reads it; a body of any size, in any format, costs no memory. */
  async spooled<T>(body: Readable, use: (quotedPath: string, bytes: number) => Promise<T>): Promise<T> {
    const path = join(this.spool, randomUUID());
    const file = createWriteStream(path, { mode: 0o600 });
    try {
      await pipeline(body, file);
      return await use(quoteText(path), file.bytesWritten);
    } finally {
      await unlink(path).catch(() => undefined);
    }
  }

  close(): void {
    native.CloseConnection(this.anchor);
  }

  private alone<T>(
    whole: Whole,
    signal: AbortSignal,
    work: (connection: Connection, text: string) => Promise<T>,
  ): Promise<T> {
    return this.wholes.run(signal, () => this.connected(whole, signal, work));
  }

  private async connected<T>(
    { id, prelude, text }: Whole,
    signal: AbortSignal,
    work: (connection: Connection, text: string) => Promise<T>,
  ): Promise<T> {
    const connection = native.CreateConnection(this.folder);
    if (!connection) throw new EngineError(1002, 'no connection to the engine');
    try {
      if (prelude) await native.QueryAsyncConnection(connection, prelude, 'Null');
      signal.throwIfAborted();
      return await this.killedOn(signal, id, () => work(connection, mark(id) + text));
    } catch (cause) {
      throw asEngineError(cause);
    } finally {
      native.CloseConnection(connection);
    }
  }

  private async killedOn<T>(signal: AbortSignal, id: string, work: () => Promise<T>): Promise<T> {
    let again: NodeJS.Timeout | undefined;
    const kill = () => {
      this.kill(id);
      again = setTimeout(kill, KILL_AGAIN_MS);
    };
    signal.addEventListener('abort', kill, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', kill);
      clearTimeout(again);
    }
  }

  /**
   * The engine invents its own query ids; a statement is recognised by the comment it starts with.
   * Not through a thread of the process: those may be what all the statements hold.
   */
  private kill(id: string): void {
    const connection = native.CreateConnection(this.folder);
    if (!connection) return;
    try {
      const text = `KILL QUERY WHERE startsWith(query, ${quoteText(mark(id))}) ASYNC`;
      native.QueryWithConnection(connection, text, 'Null');
    } catch {
      // asked again in a moment
    } finally {
      native.CloseConnection(connection);
    }
  }
}

/** Thrown when another process has the folder open. */
export class FolderHeld extends Error {
  constructor(readonly pid: number) {
    super(`process ${pid} holds the folder`);
  }
}

/** The engine says only that it failed; its `status` file names the process that has the folder open. */
async function connect(folder: string, args: readonly string[]): Promise<Connection> {
  try {
    const connection = native.CreateConnection(folder, args);
    if (connection) return connection;
  } catch (cause) {
    const status = await readFile(join(folder, 'status'), 'utf8').catch(() => '');
    const pid = Number(/^PID: (\d+)/m.exec(status)?.[1] ?? 0);
    if (pid > 0 && pid !== process.pid && isRunning(pid)) throw new FolderHeld(pid);
    throw cause;
  }
  throw new EngineError(76, `cannot open ${folder}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

function mark(id: string): string {
  return `/* ${id} */ `;
}
