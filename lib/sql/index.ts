export { print, Sql, sql } from './sql.ts';
