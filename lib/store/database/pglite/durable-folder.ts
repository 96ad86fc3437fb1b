import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What of the engine's file system is looked at; its own types leave it open. */
interface Ops {
  [name: string]: (...args: never[]) => unknown;
}
interface NodeFolders {
  readonly stream_ops: Ops;
  readonly node_ops: Ops;
  realPath(node: unknown): string;
}
type Module = { NODEFS: NodeFolders };
type Options = Parameters<NodeFS['init']>[1];

const CONTROL = 'pg_control';
const READ_WRITE = 2;

/**
 * A database's folder whose files reach the disk. The engine's build for WebAssembly leaves `fsync` out, so that a loss of
 * power could leave a folder that does not open. Here the log is forced to the disk before a commit is answered, and all else
 * before the file that says from where the log is needed. Where the disk turned read-only, files are opened for reading.
 */
export class DurableFolder extends NodeFS {
  /** Files, and folders whose entries changed, that were written since they were last forced to the disk. */
  private readonly dirty = new Set<string>();

  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const watch = (module: unknown) => this.watch((module as Module).NODEFS);
    const preRun = [...[emscriptenOpts.preRun ?? []].flat(), watch];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } as typeof emscriptenOpts };
  }

  /** Forces the log to the disk, which holds all that was committed. */
  commit(): void {
    for (const path of this.dirty) if (path.includes(`${sep}pg_wal${sep}`)) this.force(path);
  }

  /** Forces everything to the disk. */
  flush(): void {
    for (const path of this.dirty) this.force(path);
  }

  private force(path: string): void {
    forceToDisk(path);
    this.dirty.delete(path);
  }

  private watch(folders: NodeFolders): void {
    const { stream_ops: streams, node_ops: nodes } = folders;
    const pathOf = (node: unknown) => folders.realPath(node);
    before(streams, 'write', ({ node }: { node: unknown }) => {
      const path = pathOf(node);
      if (basename(path) === CONTROL) this.flush();
      this.dirty.add(path);
    });
    before(nodes, 'mknod', (parent: unknown) => this.dirty.add(pathOf(parent)));
    before(nodes, 'unlink', (parent: unknown) => this.changeEntries(pathOf(parent)));
    before(nodes, 'rename', (node: unknown, parent: unknown) => {
      this.changeEntries(dirname(pathOf(node)));
      this.dirty.add(pathOf(parent));
    });
    streams.open = readingAtLeast(streams.open as Open);
  }

  /** Logs are removed and used again after the control file says that they are not needed. */
  private changeEntries(folder: string): void {
    this.flush();
    this.dirty.add(folder);
  }
}

type Open = (stream: { flags: number }) => unknown;

function readingAtLeast(opened: Open): Open {
  return (stream) => {
    try {
      return opened(stream);
    } catch (cause) {
      if ((stream.flags & 3) !== READ_WRITE || !isReadOnly(cause)) throw cause;
      stream.flags &= ~3;
      return opened(stream);
    }
  };
}

/** The engine's number of EROFS. */
const isReadOnly = (cause: unknown) => (cause as { errno?: number } | null)?.errno === 69;

function before<Args extends unknown[]>(ops: Ops, name: string, note: (...args: Args) => unknown): void {
  const done = ops[name] as unknown as (...args: Args) => unknown;
  ops[name] = (...args: never[]) => {
    note(...(args as unknown as Args));
    return done(...(args as unknown as Args));
  };
}

/** Forces a file, or the entries of a folder, to the disk. One that is gone needs it no more. */
export function forceToDisk(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw cause;
  }
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** How many files are forced at once: a file system writes them together, twenty times as fast as one after the other. */
const AT_ONCE = 32;

/** Forces a folder with everything in it to the disk. */
export async function forceTreeToDisk(folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const left = [folder, ...entries.map((entry) => join(folder, entry))];
  const force = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const file = await open(path, 'r');
      await file.sync().finally(() => file.close());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, force));
}
