import type { Weight } from './kind.ts';

/** Light runs that go on at once: they read and write little. */
export const LIGHT_AT_ONCE = 4;

/** Half of the cores: the rest answers questions. */
export const heavyAtOnce = (cores: number) => Math.max(1, Math.floor(cores / 2));

interface Candidate {
  readonly kind: string;
  readonly key: string;
}

export interface Room {
  readonly slots: Readonly<Record<Weight, number>>;
  weightOf(kind: string): Weight;
  atOnce(kind: string): number | undefined;
}

/** Which of those that wait may begin beside those that run, the first of them first. */
export function fitting<C extends Candidate>(
  waiting: readonly C[],
  running: readonly Candidate[],
  { slots, weightOf, atOnce }: Room,
): C[] {
  const taken = [...running];
  const begun: C[] = [];
  for (const one of waiting) {
    const weight = weightOf(one.kind);
    const same = taken.filter(({ kind }) => kind === one.kind);
    if (taken.filter(({ kind }) => weightOf(kind) === weight).length >= slots[weight]) continue;
    if (same.length >= (atOnce(one.kind) ?? Number.POSITIVE_INFINITY)) continue;
    if (same.some(({ key }) => key === one.key)) continue;
    taken.push(one);
    begun.push(one);
  }
  return begun;
}
