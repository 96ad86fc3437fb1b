export { builtIn, builtInNames, OWN_SOURCE, ownEvents } from './built-in.ts';
export { type Catalogue, eventTitle, namingOf, propertyTitle } from './catalogue.ts';
export { compile, matches, matchesAny } from './compile.ts';
export { Condition, EventPattern, MOST_CONDITIONS } from './condition.ts';
export { EventChoice, MOST_CHOICES, patternsOf } from './event-choice.ts';
export { GivenName } from './given-name.ts';
export {
  type Calendar,
  type Interval,
  intervalOf,
  isOfMonths,
  monthsIn,
  startOfMonths,
  type Unit,
  type UnitOfMonths,
  units,
} from './interval.ts';
export { composed, idSpelling } from './name.ts';
export { type Naming, plainNaming } from './naming.ts';
export { amountOf, purchaseEventOf } from './purchase-event.ts';
export { reachOf, type Source, type Stretch } from './reach.ts';
export type { Owner, PropertyType, Scope } from './scope.ts';
export { sendersOf } from './senders.ts';
export { Span } from './span.ts';
export { spanWords } from './span-words.ts';
export { type Uses, usesOf } from './uses.ts';
export { choiceWords, conditionWords } from './words.ts';
