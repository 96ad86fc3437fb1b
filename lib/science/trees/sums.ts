/** The rows to be split, and the bounds that monotone constraints further up have set to their answer. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly lower: number;
  readonly upper: number;
  /** The least hessian that a side must have. */
  readonly minHessian: number;
  /** Mean hessian of its rows. */
  readonly hessianPerRow: number;
  /** Variance of a gradient, to the unit of hessian: about 1 for a 0/1 target. */
  readonly noise: number;
}

/** The bins of one variable that hold rows, in ascending order, and their sums. */
export interface BinSums {
  size: number;
  readonly bin: Int32Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}
