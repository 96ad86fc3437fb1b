import { pack, type Steps } from './packed-gradients.ts';

export interface RowsToPack {
  readonly from: number;
  readonly to: number;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly packed: Float64Array;
  readonly steps: Steps;
  readonly round: number;
}

/** Team task: packs gradients and hessians of some rows. */
export function packRows({ from, to, gradients, hessians, packed, steps, round }: RowsToPack): null {
  for (let i = from; i < to; i++) packed[i] = pack(gradients[i]!, hessians[i]!, steps, i, round);
  return null;
}
