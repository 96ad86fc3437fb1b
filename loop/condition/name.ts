/** Blanks, and what nobody sees: zero widths, marks of direction, soft hyphens. */
const UNSEEN = '\\s\\u0000-\\u001f\\u007f\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const AROUND = new RegExp(`^[${UNSEEN}]+|[${UNSEEN}]+$`, 'g');
/** Where no letter can be put together, as nearly always, there is nothing to do. */
const COMBINING = /[^\0-\u02ff]/;

/** A name in the one spelling it is kept in: an é of one character and an é of two are the same name (Unicode NFC). */
export function composed(text: string): string {
  return COMBINING.test(text) ? text.normalize('NFC') : text;
}

/** The one spelling an id is kept in: composed, without blanks and invisible characters around it. Capitals stay. */
export function idSpelling(text: string): string {
  return composed(text.replace(AROUND, ''));
}

/** All spellings of what is asked for: values are kept as they were sent, ids in their one spelling. */
export function spellings(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
}
