const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)?)?$/;
/** What the engine's DateTime64 holds. */
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2299, 11, 31, 23, 59, 59, 999);
const [ZERO, DASH, DOT, COLON, TEE, ZULU] = [48, 45, 46, 58, 84, 90];

/** Milliseconds since 1970 of an ISO 8601 date or date-time; without an offset it is UTC. Undefined for any other text. */
export function parseMoment(text: string): number | undefined {
  if (text.length < 10 || text.length > 40) return undefined;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  return asPrinted(text) ?? inAnyForm(text);
}

/** The one form that programs write, `2026-11-22T08:00:00.000Z`, read without the general pattern. */
function asPrinted(text: string): number | undefined {
  if (text.length !== 24 || text.charCodeAt(23) !== ZULU || text.charCodeAt(10) !== TEE) return undefined;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON || text.charCodeAt(19) !== DOT)
    return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const [month, day, hour] = [two(text, 5), two(text, 8), two(text, 11)];
  const [minute, second] = [two(text, 14), two(text, 17)];
  const thousandths = two(text, 20) * 10 + (two(text, 21) % 10);
  const sound = year >= 1970 && year < 2200 && month >= 1 && month <= 12 && day >= 1;
  if (!sound || !(hour <= 23 && minute <= 59 && second <= 59 && thousandths >= 0)) return undefined;
  // the end of a month is left to the general way, which looks whether there is such a day
  return day > 28 ? undefined : Date.UTC(year, month - 1, day, hour, minute, second, thousandths);
}

/** Two digits as a number; NaN, which no comparison lets pass, for anything else. */
function two(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function inAnyForm(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as Six;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const thousandths = parts[7] ? Math.floor(Number(`0.${parts[7]}`) * 1000 + 1e-9) : 0;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, thousandths);
  if (new Date(wall).getUTCDate() !== day || year < 100) return undefined;
  const moment = wall - offset(parts[8]);
  return moment >= EARLIEST && moment <= LATEST ? moment : undefined;
}

type Six = [number, number, number, number, number, number];

function offset(zone: string | undefined): number {
  if (!zone || zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** A number since 1970, as a text; one of eight digits would be a date as well. */
const COUNT = /^\d{9,19}(?:\.\d{1,9})?$/;
/** From these magnitudes on a number counts thousandths, millionths or billionths of a second. */
const UNITS = [
  { from: 1e17, perMillisecond: 1e6 },
  { from: 1e14, perMillisecond: 1e3 },
  { from: 1e11, perMillisecond: 1 },
  { from: 0, perMillisecond: 1e-3 },
] as const;

/** When a `sentAt` field says that something was sent; a bare day says nothing of a clock. */
export function readSentAt(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const isDay = text !== '' && text.length <= 10 && !COUNT.test(text);
  return isDay ? undefined : readMoment(value);
}

/** The moment of a `timestamp` field: ISO text, or a number since 1970, also one written as text. */
export function readMoment(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? countedMoment(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return COUNT.test(text) ? countedMoment(Number(text)) : parseMoment(text);
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970: their magnitudes tell them apart. */
function countedMoment(count: number): number {
  const { perMillisecond } = UNITS.find(({ from }) => Math.abs(count) >= from) ?? UNITS[2];
  return Math.round(count / perMillisecond);
}
