export { type Catalogue, eventTitle, propertyTitle } from './catalogue.ts';
export { compile, matches, matchesAny } from './compile.ts';
export {
  Condition,
  EventPattern,
} from './condition.ts';
export type { Owner, PropertyType, Scope } from './scope.ts';
export { type Calendar, type Interval, intervalOf, Span, type Unit, units } from './span.ts';
export {
  conditionWords,
  type Naming,
  patternWords,
} from './words.ts';
