import { type Sql, Sql as SqlText, sql } from '#lib/sql';

/** A name in the one spelling of the product, in the engine; see `composed` in `loop/condition/name`. */
export function composedSql(text: Sql): Sql {
  return sql`if(isValidASCII(${text}), ${text}, normalizeUTF8NFC(${text}))`;
}

/**
 * A name of a property in the text of the statement, spelt in hexadecimal digits: the names of a wide file would not fit into
 * an address as parameters.
 */
export function nameText(name: string): Sql {
  return new SqlText([`unhex('${Buffer.from(name, 'utf8').toString('hex')}')`], []);
}
