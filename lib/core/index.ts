export { type Clock, stoppedClock, systemClock } from './clock.ts';
export { ClockHours, HOUR_MS, type HourRun, startOfHour } from './clock-hours.ts';
export { csvField, csvLine, csvStart } from './csv.ts';
export {
  addDays,
  addMonths,
  type Day,
  dayIn,
  daysBetween,
  momentAt,
  momentIn,
  startOfDay,
  startOfWeek,
  type WeekStart,
  wallTime,
} from './day.ts';
export { Fault, fault } from './fault.ts';
export { jsonPlace } from './json-place.ts';
export { type Random, seededRandom } from './random.ts';
export { seenError } from './seen-error.ts';
export {
  type Cell,
  type ColumnKind,
  type ColumnRole,
  PLACE,
  type PointPart,
  pointOf,
  type RowMark,
  type Spread,
  type Table,
  type TableColumn,
  type TableRow,
  unspread,
} from './table.ts';
export { isShownTwice, isTimeZone, offsetText, unknownTimeZone } from './time-zone.ts';
export { hearTroubles, inBackground, tellTrouble } from './trouble.ts';
export { isSecretName, withoutSecrets } from './without-secrets.ts';
export {
  complaint,
  type Language,
  languageOf,
  languages,
  type Sentence,
  sayAll,
  type Words,
} from './words.ts';
