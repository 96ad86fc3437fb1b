export { type Clock, stoppedClock, systemClock } from './clock.ts';
export { csvField, csvLine, csvStart } from './csv.ts';
export {
  addDays,
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  isTimeZone,
  momentIn,
  startOfDay,
  startOfWeek,
  unknownTimeZone,
  type WeekStart,
  wallTime,
} from './day.ts';
export { Fault, fault } from './fault.ts';
export { type Random, seededRandom } from './random.ts';
export {
  complaint,
  type Language,
  languageOf,
  languages,
  type Sentence,
  sayAll,
  type Words,
} from './words.ts';
