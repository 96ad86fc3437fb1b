import { expectEnsemble, type TreeEnsemble } from '../tree.ts';

/** A variable's part in the gain of all splits, 0 to 1, and how many splits ask it. */
export interface GainImportance {
  readonly column: string;
  readonly share: number;
  readonly splits: number;
}

/** Importance by gain (Breiman et al. 1984; Friedman 2001), in the order of the variables. It favours variables with many values; see `permutationImportance`. */
export function gainImportance(ensemble: TreeEnsemble): GainImportance[] {
  expectEnsemble(ensemble);
  const { variables, trees } = ensemble;
  const gains = variables.map(() => 0);
  const splits = variables.map(() => 0);
  for (const { feature, gain } of trees)
    for (let node = 0; node < feature.length; node++) {
      if (feature[node]! < 0) continue;
      gains[feature[node]!]! += gain[node]!;
      splits[feature[node]!]!++;
    }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  return variables.map(({ name }, at) => ({
    column: name,
    share: total > 0 ? gains[at]! / total : 0,
    splits: splits[at]!,
  }));
}
