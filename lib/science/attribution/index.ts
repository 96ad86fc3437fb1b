export { attributeByRule } from './attribute-by-rule.ts';
export { type CreditRule, creditRules, customEnds, timeDecay } from './credit-rules.ts';
export { type MarkovAttribution, markovAttribution } from './markov-attribution.ts';
export { type Paths, pathsOf, totalConversions } from './paths.ts';
export { shapleyAttribution } from './shapley-attribution.ts';
export { sampledShapleyValues, shapleyValues, type Worth } from './shapley-values.ts';
