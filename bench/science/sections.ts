import { attribution } from './attribution.ts';
import { budget } from './budget.ts';
import { experiments } from './experiments.ts';
import { groups } from './groups.ts';
import { recommend } from './recommend.ts';
import type { Section } from './section.ts';

/** The parts of docs/science.md in their order, one line each. */
export const sections: Record<string, Section> = {
  attribution,
  budget,
  experiments,
  recommend,
  groups,
};
