import type { IncomingMessage } from 'node:http';
import { quoteName, quoteText } from '#lib/sql';
import { EngineError } from './engine-error.ts';

/** What one HTTP request asks of the engine. */
export interface Request {
  readonly id: string;
  /** The statement in the address; the body is its data, or the rest of its text. */
  readonly query: string;
  readonly params: ReadonlyMap<string, string>;
  /** `SET …` and `USE …` to run on the statement's own connection before it. */
  readonly prelude: string;
  readonly format: string;
  readonly gzip: boolean;
}

const NOT_SETTINGS = new Set([
  'query',
  'database',
  'user',
  'password',
  'default_format',
  'query_id',
  'quota_key',
  'role',
  'stacktrace',
  'buffer_size',
  'wait_end_of_query',
  'close_session',
  'session_timeout',
  'session_check',
  'enable_http_compression',
  'send_progress_in_http_headers',
]);

/** Reads address and headers; `defaults` are settings the address may override. */
export function readRequest(
  message: IncomingMessage,
  url: URL,
  defaults: Readonly<Record<string, string>>,
  newId: () => string,
): Request {
  const header = (name: string): string | undefined => {
    const value = message.headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const params = new Map<string, string>();
  const settings = new Map(Object.entries(defaults));
  for (const [key, value] of url.searchParams) {
    if (key === 'session_id')
      throw new EngineError(36, 'the embedded engine keeps no sessions: leave out session_id');
    if (key === 'compress' || key === 'decompress') {
      if (value !== '0') throw new EngineError(36, `use gzip Content-Encoding instead of ${key}=1`);
    } else if (key.startsWith('param_')) params.set(key.slice(6), value);
    else if (!NOT_SETTINGS.has(key) && !/^http_/.test(key)) settings.set(key, value);
  }
  const given = url.searchParams.get('query_id') ?? '';
  return {
    id: /^[\w.:-]{1,100}$/.test(given) ? given : newId(),
    query: url.searchParams.get('query') ?? '',
    params,
    prelude: prelude(settings, url.searchParams.get('database') ?? header('x-clickhouse-database')),
    format: header('x-clickhouse-format') ?? url.searchParams.get('default_format') ?? 'TabSeparated',
    gzip:
      url.searchParams.get('enable_http_compression') === '1' &&
      /\bgzip\b/.test(header('accept-encoding') ?? ''),
  };
}

function prelude(settings: ReadonlyMap<string, string>, database: string | undefined): string {
  const assignments = [...settings].map(([name, value]) => {
    if (!/^[A-Za-z_][\w.]*$/.test(name)) throw new EngineError(115, `Unknown setting ${name}`);
    return `${name} = ${quoteText(value)}`;
  });
  const set = assignments.length > 0 ? `SET ${assignments.join(', ')};` : '';
  return database ? `${set}USE ${quoteName(database)};` : set;
}
