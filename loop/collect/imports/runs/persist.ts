import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineSettings, memoryLimitOf, outlast, remedyOf } from '#lib/store';
import { importOutOfMemory } from '../faults.ts';

/** How often what may mend itself is tried again, with pauses that double. */
const TRIES = { wait: 8, smaller: 4 } as const;
const PAUSE = 1000;
const MIB = 1024 ** 2;

/** How much of its rows the engine holds at a time. */
export interface Size {
  readonly settings: EngineSettings;
  /** Rows of a block that is sent to it. */
  readonly blockRows: number;
  /** In how many pieces it is asked for what it has to see as a whole. */
  readonly pieces: number;
}

/** What a statement about a thousand columns is made of is more than the engine takes by itself. */
const manyColumns: EngineSettings = { max_ast_elements: 50_000_000, max_expanded_ast_elements: 50_000_000 };

/** From what is quickest to what needs least; parts stay the same, so that what is there of one is known whatever the size. */
const sizes: readonly Size[] = [
  {
    settings: {
      ...manyColumns,
      max_insert_threads: 2,
      parallel_view_processing: 1,
      min_insert_block_size_rows: 500_000,
      min_insert_block_size_bytes: 128 * MIB,
    },
    blockRows: 65_409,
    pieces: 1,
  },
  smaller({ threads: 2, blockRows: 8192, insertRows: 65_536, blockBytes: 4 * MIB, pieces: 4 }),
  smaller({ threads: 1, blockRows: 1024, insertRows: 8192, blockBytes: MIB, pieces: 32 }),
];

function smaller(given: {
  threads: number;
  blockRows: number;
  insertRows: number;
  blockBytes: number;
  pieces: number;
}): Size {
  const { threads, blockRows, insertRows, blockBytes, pieces } = given;
  return {
    settings: {
      ...manyColumns,
      max_threads: threads,
      max_insert_threads: 1,
      parallel_view_processing: 0,
      max_block_size: blockRows,
      max_insert_block_size: blockRows,
      input_format_max_block_size_bytes: blockBytes,
      input_format_parallel_parsing: 0,
      min_insert_block_size_rows: insertRows,
      min_insert_block_size_bytes: 4 * blockBytes,
    },
    blockRows,
    pieces,
  };
}

/** Does work as a whole anew in smaller pieces where memory is short; all else is said at once. */
export async function inSmallerSizes<T>(work: (size: Size) => Promise<T>): Promise<T> {
  for (const [at, size] of sizes.entries()) {
    try {
      return await work(size);
    } catch (error) {
      if (remedyOf(error) !== 'smaller') throw error;
      if (at === sizes.length - 1) throw needsMemory(error);
    }
  }
  throw new Error('there is no size');
}

/** Does the steps of one import until each is done: again where time helps, in smaller pieces where memory is short. */
export class Persistence {
  private at = 0;

  constructor(private readonly signal: AbortSignal) {}

  /** @param work told whether it was tried before, so that some of it may be there, and how much to take at a time. */
  async run<T>(work: (again: boolean, size: Size) => Promise<T>): Promise<T> {
    let tries = 0;
    for (let again = false; ; again = true) {
      try {
        return await outlast(this.signal, (anew) => work(again || anew, sizes[this.at]!));
      } catch (error) {
        if (this.signal.aborted) throw error;
        const remedy = remedyOf(error);
        if (remedy === 'none') throw error;
        if (remedy === 'smaller' && this.at < sizes.length - 1) {
          this.at++;
          continue;
        }
        if (++tries >= TRIES[remedy]) throw remedy === 'smaller' ? needsMemory(error) : error;
      }
      await sleep(PAUSE * 2 ** (tries - 1), undefined, { signal: this.signal });
    }
  }
}

function needsMemory(error: unknown): Error {
  const { setting = 'max_server_memory_usage', size = '?' } = memoryLimitOf(error) ?? {};
  return importOutOfMemory({ setting, size }, error);
}
