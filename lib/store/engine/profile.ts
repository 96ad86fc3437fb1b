import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

const MIB = 1024 ** 2;

/** How much of the machine the engine may take. */
export interface Profile {
  /** Server settings, fixed when the engine opens. */
  readonly server: readonly string[];
  /** Settings each statement starts from. */
  readonly statement: Readonly<Record<string, string>>;
  /** Settings of what the engine does by itself: merges, and the projections that these write. */
  readonly background: Readonly<Record<string, string>>;
  /** Settings that all tables have. */
  readonly tables: Readonly<Record<string, string>>;
  /** Questions that may run at once. */
  readonly readers: number;
}

/** A profile for this machine; `lowMemory` (default: less than 3 GB) trades speed for a small footprint. */
export function profileOf(lowMemory?: boolean): Profile {
  const memory = Math.min(totalmem(), constrainedMemory());
  const small = lowMemory ?? memory < 3072 * MIB;
  const server = Math.max(512 * MIB, Math.round(small ? Math.min(memory * 0.5, 1024 * MIB) : memory * 0.7));
  const caches = small ? 16 * MIB : Math.min(512 * MIB, Math.round(memory * 0.05));
  return {
    server: [
      `--max_server_memory_usage=${server}`,
      `--mark_cache_size=${caches}`,
      `--index_mark_cache_size=${caches}`,
      `--uncompressed_cache_size=${caches}`,
      `--primary_index_cache_size=${caches}`,
      `--background_pool_size=${small ? 2 : Math.max(2, Math.min(8, availableParallelism()))}`,
      '--background_merges_mutations_concurrency_ratio=1',
      '--background_schedule_pool_size=8',
      `--max_thread_pool_size=${small ? 200 : 1000}`,
      // the engine keeps a thousand idle ones otherwise
      '--max_thread_pool_free_size=16',
    ],
    statement: {
      max_memory_usage: String(Math.round(server * 0.6)),
      max_threads: String(small ? Math.min(2, availableParallelism()) : availableParallelism()),
      max_query_size: String(64 * MIB),
      min_insert_block_size_rows: '1048449',
      min_insert_block_size_bytes: String(256 * MIB),
      ...(small ? { max_block_size: '16384', max_insert_threads: '1', max_read_buffer_size: '262144' } : {}),
    },
    // how much of each projection a merge gathers before it sorts and writes it
    background: { min_insert_block_size_rows: '65536', min_insert_block_size_bytes: String(16 * MIB) },
    // each part of a merge takes 8 MB for as long as it lasts
    tables: { max_parts_to_merge_at_once: '16' },
    readers: small ? 4 : 16,
  };
}

/** Bytes this process may use where a container limits it; infinite where none does. */
function constrainedMemory(): number {
  for (const file of ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']) {
    try {
      const bytes = Number(readFileSync(file, 'utf8').trim());
      if (Number.isFinite(bytes) && bytes > 0) return bytes;
    } catch {
      // not Linux, or the other generation of control groups
    }
  }
  return Number.POSITIVE_INFINITY;
}
