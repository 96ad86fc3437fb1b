/** What of a text names a person or their money. */
export type PersonalKind = 'mail' | 'idCard' | 'bankCard' | 'phone';

export interface PersonalPart {
  readonly kind: PersonalKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Mail addresses, Chinese identity cards (18 characters with a right check sign), bank cards (13 to 19 digits that pass Luhn’s
 * check) and phone numbers (Chinese mobile and fixed lines, and numbers with +). Numbers that only look like them stay.
 */
export function findPersonal(text: string): PersonalPart[] {
  const parts: PersonalPart[] = findEmails(text);
  const taken = new Uint8Array(text.length);
  for (const { from, to } of parts) taken.fill(1, from, to);
  for (const [kind, pattern, holds] of patterns)
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.subarray(from, to).includes(1) || !holds(match[0].replace(/[\s-]/gu, ''))) continue;
      parts.push({ kind, from, to });
      taken.fill(1, from, to);
    }
  return parts.sort((a, b) => a.from - b.from);
}

const beforeAt = /[\p{L}\p{N}._%+-]/u;
const afterAt = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy;

/** From every @ to both sides: a pattern that tries each letter as the first one would take the square of a long word. */
function findEmails(text: string): PersonalPart[] {
  const emails: PersonalPart[] = [];
  let free = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > free) {
      const before = characterBefore(text, from);
      if (from - before.length < free || !beforeAt.test(before)) break;
      from -= before.length;
    }
    afterAt.lastIndex = at + 1;
    if (from === at || !afterAt.test(text)) continue;
    emails.push({ kind: 'mail', from, to: afterAt.lastIndex });
    free = afterAt.lastIndex;
    at = free - 1;
  }
  return emails;
}

/** The character that ends at this place, two units long beyond the first plane. */
function characterBefore(text: string, place: number): string {
  const pair = text.slice(Math.max(0, place - 2), place);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}

/** The text with stars in place of the middle of each such part; the first three and the last two signs stay, of a mail its domain. */
export function maskPersonal(text: string): string {
  let masked = '';
  let last = 0;
  for (const { kind, from, to } of findPersonal(text)) {
    masked += text.slice(last, from) + stars(kind, text.slice(from, to));
    last = to;
  }
  return masked + text.slice(last);
}

const always = () => true;
const patterns: readonly [PersonalKind, RegExp, (plain: string) => boolean][] = [
  ['idCard', /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/gu, hasCheckSign],
  ['bankCard', /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/gu, passesLuhn],
  ['phone', /(?<!\d)(?:\+\d{1,3}[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/gu, always],
  ['phone', /(?<!\d)0\d{2,3}[ -]\d{7,8}(?!\d)/gu, always],
  ['phone', /\+\d{1,3}(?:[ -]?\d){7,12}(?!\d)/gu, always],
];

function stars(kind: PersonalKind, part: string): string {
  if (kind === 'mail') {
    const at = part.indexOf('@');
    return `${part.slice(0, 1)}***${part.slice(at)}`;
  }
  return `${part.slice(0, 3)}${'*'.repeat(Math.max(3, part.length - 5))}${part.slice(-2)}`;
}

/** ISO 7064, MOD 11-2, as GB 11643 has it. */
function hasCheckSign(card: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(card[i]) * (2 ** (17 - i) % 11);
  return '10X98765432'[sum % 11] === card[17]!.toUpperCase();
}

function passesLuhn(card: string): boolean {
  let sum = 0;
  for (let i = 0; i < card.length; i++) {
    const digit = Number(card[card.length - 1 - i]);
    const doubled = i % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/u.test(card);
}
