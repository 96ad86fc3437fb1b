import { attribution } from './attribution.ts';
import { budget } from './budget.ts';
import { causal } from './causal.ts';
import { experiments } from './experiments.ts';
import { groups } from './groups.ts';
import { judge } from './judge.ts';
import { linear } from './linear.ts';
import { patterns } from './patterns.ts';
import { recommend } from './recommend.ts';
import type { Section } from './section.ts';
import { series } from './series.ts';

/** The parts of docs/science.md in their order, one line each. */
export const sections: Record<string, Section> = {
  linear,
  judge,
  attribution,
  budget,
  causal,
  experiments,
  recommend,
  groups,
  patterns,
  series,
};
