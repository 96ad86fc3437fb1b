export { type EngineType, type Printed, print, Sql, type SqlValue, sql } from './sql.ts';
