import type { Pieces } from '../pieces.ts';
import type { TaskName, Tasks } from './tasks.ts';

export type Input<K extends TaskName> = Parameters<Tasks[K]>[0];
type Returned<K extends TaskName> = ReturnType<Tasks[K]>;
export type Output<K extends TaskName> = Returned<K> extends Pieces<infer Result> ? Result : Returned<K>;

/**
 * Threads that compute named tasks. Large arrays go to them as views of shared memory (`sharedFloats` …),
 * so nothing is copied; what a task returns is copied back.
 */
export interface WorkerPool {
  /** How many inputs are worked on at the same time. */
  readonly size: number;
  /** Computes `task` for every input; the outputs stand in the order of the inputs. */
  run<K extends TaskName>(task: K, inputs: readonly Input<K>[]): Promise<Output<K>[]>;
  close(): Promise<void>;
}

/** What goes to a worker and what comes back. */
export interface Order {
  readonly id: number;
  readonly task: TaskName;
  readonly input: Input<TaskName>;
}
export type Reply = { readonly id: number } & ({ readonly output: unknown } | { readonly error: unknown });
