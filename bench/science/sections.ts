import { attribution } from './attribution.ts';
import { budget } from './budget.ts';
import { buyTillYouDie } from './buy-till-you-die.ts';
import { causal } from './causal.ts';
import { experiments } from './experiments.ts';
import { groups } from './groups.ts';
import { judge } from './judge.ts';
import { linear } from './linear.ts';
import { patterns } from './patterns.ts';
import { recommend } from './recommend.ts';
import type { Section } from './section.ts';
import { series } from './series.ts';
import { survival } from './survival.ts';
import { text } from './text.ts';
import { trees } from './trees.ts';

/** The parts of docs/science.md in their order, one line each. */
export const sections: Record<string, Section> = {
  linear,
  trees,
  judge,
  survival,
  'buy-till-you-die': buyTillYouDie,
  attribution,
  budget,
  causal,
  experiments,
  recommend,
  groups,
  patterns,
  series,
  text,
};
