import { sql as text } from 'drizzle-orm';
import type { Database } from '../database/database.ts';

/** A table of the row store as a backup describes it. */
export interface DatabaseTable {
  readonly name: string;
  readonly columns: readonly string[];
}

const PAGE = 1000;

/** The tables of the row store, each after those it refers to; the ledger of migrations, the mark of the installation and the lease write themselves. */
export async function databaseTables(database: Database): Promise<DatabaseTable[]> {
  const tables = await database.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relname NOT IN ('linger_migrations', 'linger_installation', 'linger_lease') ORDER BY c.relname`);
  const links = await database.query<{ from: string; to: string }>(`
    SELECT a.relname AS "from", b.relname AS "to" FROM pg_constraint k
    JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND a.oid <> b.oid`);
  return inOrder(tables, links);
}

/** How many rows a table has at this moment. */
export async function countRows(database: Database, { name }: DatabaseTable): Promise<number> {
  const [counted] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${quote(name)}`);
  return counted?.n ?? 0;
}

/** Every row of the tables as one JSON line, all as they were at one moment. */
export async function readRows(
  database: Database,
  tables: readonly DatabaseTable[],
  page: (table: DatabaseTable, lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const options = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  await database.db.transaction(async (transaction) => {
    for (const table of tables) {
      for (let after = '(0,0)'; ; ) {
        const statement = `SELECT ctid::text AS at, to_json(t)::text AS line FROM ${quote(table.name)} t
          WHERE ctid > '${after}'::tid ORDER BY ctid LIMIT ${PAGE}`;
        const found = (await transaction.execute(text.raw(statement))) as {
          rows: { at: string; line: string }[];
        };
        const last = found.rows.at(-1);
        if (!last) break;
        after = last.at;
        await page(
          table,
          found.rows.map(({ line }) => line),
        );
      }
    }
  }, options);
}

/** Empties the tables of what the migrations put there. */
export async function emptyRows(database: Database, tables: readonly DatabaseTable[]): Promise<void> {
  if (tables.length > 0)
    await database.script(`TRUNCATE ${tables.map(({ name }) => quote(name)).join(', ')} CASCADE`);
}

/** Lines of `readRows` into a table of the same name. */
export async function fillRows(
  database: Database,
  table: DatabaseTable,
  lines: readonly string[],
): Promise<void> {
  const columns = table.columns.map(quote).join(', ');
  await database.query(
    `INSERT INTO ${quote(table.name)} (${columns}) OVERRIDING SYSTEM VALUE
     SELECT ${columns} FROM json_populate_recordset(NULL::${quote(table.name)}, $1::json)`,
    [`[${lines.join(',')}]`],
  );
}

/** Sets counters behind `serial` and identity columns after the numbers that were restored. */
export async function advanceSequences(database: Database): Promise<void> {
  const owned = await database.query<{ table: string; column: string; sequence: string }>(`
    SELECT c.relname AS "table", a.attname AS "column", pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`);
  for (const { table, column, sequence } of owned) {
    const highest = `(SELECT max(${quote(column)}) FROM ${quote(table)})`;
    await database.query(`SELECT setval($1::regclass, coalesce(${highest}, 1), ${highest} IS NOT NULL)`, [
      sequence,
    ]);
  }
}

function inOrder(
  tables: readonly DatabaseTable[],
  links: readonly { from: string; to: string }[],
): DatabaseTable[] {
  const placed: DatabaseTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const free = waiting.filter(({ name }) => !links.some(({ from, to }) => from === name && names.has(to)));
    placed.push(...(free.length > 0 ? free : waiting));
    waiting = free.length > 0 ? waiting.filter((table) => !free.includes(table)) : [];
  }
  return placed;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
