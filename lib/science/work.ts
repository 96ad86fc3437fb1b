import { stopped } from './faults.ts';
import type { WorkerPool } from './parallel/worker-pool.ts';
import type { Pieces } from './pieces.ts';

/** What long work is handed besides its data: who hears of progress, who may stop it, who helps. */
export interface Work {
  /** Hears the share that is done, 0 to 1. */
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Worker threads to share the work with; without one it is done in the calling thread. */
  readonly pool?: WorkerPool;
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
const longestSilence = 25;
/** When the loop of the process last had its turn; one for all work, as there is one loop. */
let lastTurn = 0;

/** Between two pieces of long work: reports, stops when asked to, and lets other work of the process have its turn. */
export async function checkpoint(work: Work, share: number): Promise<void> {
  if (work.signal?.aborted) throw stopped({});
  work.progress?.(share);
  if (performance.now() - lastTurn < longestSilence) return;
  await turn();
  lastTurn = performance.now();
  if (work.signal?.aborted) throw stopped({});
}

/** The same work for a part of it, which does not report: the whole does. */
export const quiet = ({ signal, pool }: Work): Work => ({ signal, pool });

/** The same work for one of several parts: its progress counts from where the parts before it ended. */
export const partOf = (work: Work, part: number, parts: number): Work => ({
  ...work,
  ...(work.progress && { progress: (share: number) => work.progress?.((part + share) / parts) }),
});

/** Carries out a computation piece by piece, and lets other work have its turn between them. */
export async function inPieces<Result>(pieces: Pieces<Result>, work: Work): Promise<Result> {
  await checkpoint(work, 0);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await checkpoint(work, value);
  }
}
