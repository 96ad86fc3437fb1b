export { type AssociationRule, associationRules } from './association-rules.ts';
export { type Baskets, basketsOf } from './baskets.ts';
export {
  type ElementPattern,
  type ElementPatternOptions,
  type ElementSequences,
  elementPatterns,
  elementSequences,
} from './element-sequences.ts';
export { fpGrowth, type Itemset } from './fp-growth.ts';
export {
  fitMarkovChain,
  type MarkovChain,
  stationaryDistribution,
  stepsUntil,
  walkChain,
} from './markov-chain.ts';
export { type PrefixSpanOptions, prefixSpan, type SequentialPattern } from './prefix-span.ts';
