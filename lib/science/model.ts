import { wrongModel } from './faults.ts';

/** What every fitted model says of itself: it is plain data that may come back from JSON years later. */
export interface Model {
  readonly kind: string;
  readonly version: number;
}

/** Refuses a model of other kinds than these, or of a version that is not read any more (or not yet). */
export function expectModel<Known extends Model>(
  model: Known,
  version: Known['version'],
  ...kinds: readonly Known['kind'][]
): void {
  if (model?.version === version && kinds.includes(model.kind)) return;
  const given = `${model?.kind ?? '?'} v${model?.version ?? '?'}`;
  throw wrongModel({ given, expected: kinds.map((kind) => `${kind} v${version}`).join(', ') });
}
