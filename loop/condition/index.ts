export { builtIns } from './built-in.ts';
export { type Catalogue, eventTitle, namingOf, propertyTitle } from './catalogue.ts';
export { compile, matches, matchesAny } from './compile.ts';
export {
  Condition,
  conditionsIn,
  EventPattern,
  MOST_CONDITIONS,
} from './condition.ts';
export { type Calendar, type Interval, intervalOf, type Unit, units } from './interval.ts';
export { composed, GivenName, idSpelling } from './name.ts';
export { reachOf, type Source, type Stretch } from './reach.ts';
export type { Owner, PropertyType, Scope } from './scope.ts';
export { sendersOf } from './senders.ts';
export { Span } from './span.ts';
export {
  conditionWords,
  type Naming,
  patternWords,
  plainNaming,
} from './words.ts';
