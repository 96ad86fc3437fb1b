import type { BoostingLoss } from './boosting-loss.ts';
import type { Field, LeafWiseRules } from './grow-leaf-wise.ts';

/** All that changes while boosting, in memory that the pool shares. */
export interface BoostingState {
  readonly field: Field;
  readonly loss: BoostingLoss;
  readonly target: Float64Array;
  readonly weights: Float64Array | undefined;
  /** What the trees so far answer. */
  readonly scores: Float64Array;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly rules: Omit<LeafWiseRules, 'steps' | 'noise'>;
  /** 1 for rows that are scored but never learnt from. */
  readonly held: Uint8Array | undefined;
  readonly rowShare: number;
  readonly columnShare: number;
}
