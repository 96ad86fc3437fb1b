const CODES = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|57P0|53300|08)/;
const WORDS =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|connection error and is not queryable/i;

/** Whether PostgreSQL could not be reached or went away, or takes no more connections just now, which is no fault of the statement. */
export function isPostgresLost(error: Error): boolean {
  return CODES.test('code' in error ? String(error.code) : '') || WORDS.test(error.message);
}
