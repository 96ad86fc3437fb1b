/** The contract of the registry: a model of buying until an unseen end, of which a history tells (x, t_x, T). */
export interface PurchaseProcess {
  readonly kind: string;
  /** Names of the parameters, all above 0, in the order of every vector of them. */
  readonly names: readonly string[];
  /** The task of `parallel/tasks.ts` that answers log-likelihood and gradient of a slice of histories. */
  readonly likelihood: LikelihoodTask;
  /** Purchases can only happen at whole times (opportunities). */
  readonly discrete: boolean;
  /** From where the search starts, given the mean age of the customers. */
  start(meanAge: number): readonly number[];
  /** What customers do under these parameters. */
  behaviour(parameters: readonly number[]): Behaviour;
}

export type LikelihoodTask =
  | 'bgNbdLikelihood'
  | 'mbgNbdLikelihood'
  | 'paretoNbdLikelihood'
  | 'bgBbLikelihood';

/** What a customer with history (x, last = t_x, age = T) does. */
export interface Behaviour {
  /** P(alive at T). */
  alive(x: number, last: number, age: number): number;
  /** Expected purchases in (T, T + time]. */
  expected(x: number, last: number, age: number, time: number): number;
  /** P(the next purchase is more than `time` away), for one who is alive at T and stays so. */
  waitBeyond(x: number, age: number, time: number): number;
  /** The time within which the next purchase comes with probability `share`, for one who is and stays alive. */
  waitQuantile(x: number, age: number, share: number): number;
  /** The silence since the last purchase at which P(alive) first falls below `level`; Infinity if never. */
  silence(x: number, last: number, level: number): number;
}

/** A slice of histories under given parameters, as it goes to a worker pool. */
export interface LikelihoodInput {
  readonly parameters: readonly number[];
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly weights: Float64Array;
}
