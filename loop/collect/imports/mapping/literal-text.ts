import { Sql } from '#lib/sql';

/** A constant in the text of a statement: bound, it would be sent once more for each column it is used for. */
export function literalText(text: string): Sql {
  return new Sql([`'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`], []);
}

/** Several of them, with commas between. */
export function literalTexts(texts: readonly string[]): Sql {
  return new Sql([texts.map((text) => literalText(text).pieces[0]).join()], []);
}
