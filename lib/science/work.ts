import { stopped } from './faults.ts';
import type { Team } from './parallel/team.ts';

/** What long work is handed besides its data: who hears of progress, who may stop it, who helps. */
export interface Work {
  /** Hears the share that is done, 0 to 1. */
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Worker threads to share the work with; without one it is done in the calling thread. */
  readonly team?: Team;
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve));
const longestSilence = 25;
const lastTurns = new WeakMap<Work, number>();

/** Between two pieces of long work: reports, stops when asked to, and lets other work of the process have its turn. */
export async function breathe(work: Work, share: number): Promise<void> {
  if (work.signal?.aborted) throw stopped({});
  if (performance.now() - (lastTurns.get(work) ?? 0) < longestSilence) return;
  work.progress?.(share);
  await turn();
  lastTurns.set(work, performance.now());
  if (work.signal?.aborted) throw stopped({});
}
