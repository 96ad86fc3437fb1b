import type { CSSProperties } from 'react';
import { formatFull } from '../say/format-number.ts';

/** How a group is coloured: as a category, by its place on a scale from little to much, or as no group of its own. */
export type StepTone =
  | { readonly category: number }
  | { readonly level: number; readonly of: number }
  | 'everybody'
  | 'other';

export interface StepGroup {
  readonly key: string;
  readonly name: string;
  /** How many reached each step. */
  readonly counts: readonly number[];
  /** The first category by default. */
  readonly tone?: StepTone;
  /** Left out of the bars, which have too few colours for it; its figures stand with those of the others. */
  readonly withoutBars?: boolean;
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

/** The width of the longest count, so that counts stand below each other. */
export function digitsOf(groups: readonly StepGroup[]): CSSProperties {
  const longest = Math.max(0, ...groups.map(({ counts }) => formatFull(counts[0] ?? 0).length));
  return { '--digits': `${longest}ch` } as CSSProperties;
}
