import { type Sql, sql } from '#lib/sql';
import { idSpelling } from '#loop/condition';
import { BANNED } from '../../receive/person-id.ts';

/** Whole numbers that a program wrote as fractions: `17850.0` is the person `17850`. */
const WHOLE = /^([+-]?\d+)\.0+$/;
/** As spreadsheets show whole numbers they have no room for; what follows the shown digits is lost. */
const LOST = /^\d(?:\.\d+)?e\+\d{2,}$/i;

/** The text of an id as it is kept. */
export function readIdText(text: string): string {
  return idSpelling(text).replace(WHOLE, '$1');
}

/** Whether a spreadsheet destroyed an id. */
export function hasLostDigits(text: string): boolean {
  return LOST.test(idSpelling(text));
}

/** Whether an id is known to stand for nobody. */
export function isNobody(id: string): boolean {
  return BANNED.has(id.toLowerCase());
}

/** The same in the engine, of a clean text: it has nothing unseen around it. */
export function idSql(clean: Sql): Sql {
  const whole = sql`replaceRegexpOne(${clean}, ${'^([+-]?[0-9]+)[.]0+$'}, ${'\\1'})`;
  return sql`if(isValidASCII(${clean}), ${whole}, normalizeUTF8NFC(${clean}))`;
}

export function lostDigitsSql(id: Sql): Sql {
  return sql`match(${id}, ${'(?i)^[0-9]([.][0-9]+)?e[+][0-9]{2,}$'})`;
}

/** @param more ids of this file that stand for nobody. */
export function nobodySql(id: Sql, more: readonly string[]): Sql {
  const words = [...BANNED, ...more.map((word) => readIdText(word).toLowerCase())];
  return sql`lowerUTF8(${id}) IN ${words}`;
}
