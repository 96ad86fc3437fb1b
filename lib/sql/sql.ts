import { quoteName } from './quote.ts';

/** What may stand in a `${}` of the `sql` tag: another fragment, or a value that will be bound. */
export type SqlValue =
  | Sql
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | readonly string[]
  | readonly number[]
  | readonly bigint[];

/** A piece of SQL: text pieces with fragments or bound values between them. Immutable; composes by nesting. */
export class Sql {
  constructor(
    readonly pieces: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
}

/** SQL as SQL: each `${value}` is bound, each `${fragment}` is spliced in. */
export function sql(pieces: TemplateStringsArray, ...values: SqlValue[]): Sql {
  return new Sql(pieces, values);
}

// A function's own `name` is read-only; ours shall be the maker of quoted names.
Object.defineProperty(sql, 'name', { writable: true });

/** A quoted name of a column, table or database. */
sql.name = (...path: string[]): Sql => new Sql([quoteName(...path)], []);

/** Fragments with a separator between them (`, ` by default). */
sql.join = (parts: readonly Sql[], separator: Sql = new Sql([', '], [])): Sql => {
  const out = parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]));
  return new Sql(['', ...out.map(() => '')], out);
};

/** Conditions joined by AND; no condition is `1`, which is true. */
sql.and = (parts: readonly Sql[]): Sql => connect(parts, ' AND ', '1');

/** Conditions joined by OR; no condition is `0`, which is false. */
sql.or = (parts: readonly Sql[]): Sql => connect(parts, ' OR ', '0');

/** A whole number printed as it is, where the engine takes no bound value (LIMIT BY, array indices, parameters of functions). */
sql.integer = (value: number): Sql => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return new Sql([String(value)], []);
};

/** A value bound under a stated engine type, where the one guessed from the value is not meant. */
sql.typed = (type: EngineType, value: SqlValue): Sql => new TypedSql(type, value);

sql.empty = new Sql([''], []);

type Scalar = 'String' | 'Int64' | 'UInt64' | 'UInt32' | 'Float64' | 'Bool' | 'Date' | "DateTime64(3,'UTC')";
export type EngineType = Scalar | `Array(${Scalar})` | `Nullable(${Scalar})`;

class TypedSql extends Sql {
  constructor(
    readonly type: EngineType,
    readonly value: SqlValue,
  ) {
    super([''], []);
  }
}

function connect(parts: readonly Sql[], word: string, none: string): Sql {
  if (parts.length === 0) return new Sql([none], []);
  if (parts.length === 1) return parts[0]!;
  const joined = sql.join(
    parts.map((part) => sql`(${part})`),
    new Sql([word], []),
  );
  return sql`(${joined})`;
}

/** What goes to the engine: text with `{p0:Type}` holes, and what fills them. */
export interface Printed {
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Prints a fragment once, at the rim. Equal values share one parameter. */
export function print(fragment: Sql): Printed {
  const params: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const bind = (type: string, value: unknown): string => {
    const key = `${type}\u0000${JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part))}`;
    let name = names.get(key);
    if (!name) {
      name = `p${names.size}`;
      names.set(key, name);
      params[name] = value;
    }
    return `{${name}:${type}}`;
  };
  const write = (part: Sql): string => {
    if (part instanceof TypedSql) return bind(part.type, plain(part.value));
    let text = part.pieces[0] ?? '';
    part.values.forEach((value, i) => {
      text += value instanceof Sql ? write(value) : bind(typeOf(value), plain(value));
      text += part.pieces[i + 1] ?? '';
    });
    return text;
  };
  const text = write(fragment);
  return { text, params };
}

function plain(value: SqlValue): unknown {
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : value;
}

function typeOf(value: Exclude<SqlValue, Sql>): string {
  if (value === null) return 'Nullable(String)';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Bool';
  if (typeof value === 'bigint') return 'UInt64';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'Int64' : 'Float64';
  if (value instanceof Date) return "DateTime64(3,'UTC')";
  const first = value[0];
  return `Array(${first === undefined ? 'String' : scalarOfArray(value)})`;
}

function scalarOfArray(values: readonly (string | number | bigint)[]): string {
  if (values.every((value) => typeof value === 'string')) return 'String';
  if (values.every((value) => typeof value === 'bigint')) return 'UInt64';
  return values.every((value) => Number.isSafeInteger(value)) ? 'Int64' : 'Float64';
}
