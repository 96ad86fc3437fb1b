export interface StepGroup {
  readonly key: string;
  readonly name: string;
  /** How many reached each step. */
  readonly counts: readonly number[];
}

export interface StepData {
  /** `seconds`: the usual time from the step before. */
  readonly steps: readonly {
    readonly key: string;
    readonly name: string;
    readonly seconds?: number | null;
  }[];
  /** One group for a plain picture, more to compare. */
  readonly groups: readonly StepGroup[];
}

/** A chosen part: those who reached the step, or those who did not come on from the one before. */
export interface StepPart {
  readonly step: number;
  readonly group: string;
  readonly side: 'reached' | 'lost';
}

/** The share of a step against another of the same group; null when nobody was there. */
export function stepRate({ counts }: StepGroup, step: number, base: number): number | null {
  const whole = counts[base] ?? 0;
  return whole > 0 ? (counts[step] ?? 0) / whole : null;
}

/** How many reached the step before and not this one. */
export function lostAt({ counts }: StepGroup, step: number): number {
  return step === 0 ? 0 : Math.max(0, (counts[step - 1] ?? 0) - (counts[step] ?? 0));
}
