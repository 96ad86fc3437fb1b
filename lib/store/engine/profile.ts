import { type Machine, machine } from '../limits/machine.ts';

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

/** A profile for what we may use of this machine; `lowMemory` (default: less than 3 GB) trades speed for a small footprint. */
export function profileOf(lowMemory?: boolean, { memory, cpus }: Machine = machine()): Profile {
  const small = lowMemory ?? memory < 3072 * MIB;
  const share = Math.round(small ? Math.min(memory * 0.5, 1024 * MIB) : memory * 0.7);
  // with less it does not work well, but never is it all there is
  const server = Math.max(Math.min(512 * MIB, Math.round(memory * 0.7)), share);
  const caches = small ? 16 * MIB : Math.min(512 * MIB, Math.round(memory * 0.05));
  return {
    server: [
      `--max_server_memory_usage=${server}`,
      `--mark_cache_size=${caches}`,
      `--index_mark_cache_size=${caches}`,
      `--uncompressed_cache_size=${caches}`,
      `--primary_index_cache_size=${caches}`,
      `--background_pool_size=${small ? 2 : Math.max(2, Math.min(8, cpus))}`,
      '--background_merges_mutations_concurrency_ratio=1',
      '--background_schedule_pool_size=8',
      `--max_thread_pool_size=${small ? 200 : 1000}`,
      // the engine keeps a thousand idle ones otherwise
      '--max_thread_pool_free_size=16',
    ],
    statement: {
      max_memory_usage: String(Math.round(server * 0.6)),
      max_threads: String(small ? Math.min(2, cpus) : cpus),
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
