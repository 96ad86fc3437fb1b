export { quoteName, quoteText } from './quote.ts';
export { print, Sql, sql } from './sql.ts';
