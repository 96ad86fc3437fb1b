import { z } from 'zod';
import { Download, file, nothing } from '#lib/operation';
import { accessOperations, operation } from '#loop/access';
import { openTestAccess } from '../../loop/access/testing.ts';
import { createServer } from './server.ts';
import type { ServerDeps } from './server-deps.ts';

export const owner = { email: 'owner@example.com', password: 'a good long password' };

/** Operations that only tests need: one that waits, one that breaks, one that gives a file, one that takes anything. */
function oddOperations(seen: { aborted: boolean }) {
  return {
    'odd/wait': operation({
      right: 'view',
      summary: { zh: '等到对方离开', en: 'Waits until the caller goes away' },
      input: z.strictObject({}),
      output: nothing,
      run: (_viewer, _input, { signal }) =>
        new Promise<void>((_, reject) => {
          signal.addEventListener('abort', () => {
            seen.aborted = true;
            reject(signal.reason);
          });
        }),
    }),
    'odd/break': operation({
      right: 'view',
      summary: { zh: '出错', en: 'Breaks' },
      input: z.strictObject({}),
      output: nothing,
      run: async () => {
        throw new Error('secret inner workings of postgres://linger:hunter2@db:5432/linger', {
          cause: new Error("PASSWORD 'hunter2'"),
        });
      },
    }),
    'odd/file': operation({
      right: 'view',
      summary: { zh: '给出文件', en: 'Gives a file' },
      input: z.strictObject({}),
      output: file,
      run: async () =>
        new Download('留存 "一月".csv', 'text/csv; charset=utf-8', {
          async *[Symbol.asyncIterator]() {
            yield 'day,people\n';
            yield '2026-01-01,10\n';
          },
        }),
    }),
    'odd/tree': operation({
      right: 'view',
      summary: { zh: '收一棵树', en: 'Takes a tree' },
      input: tree,
      output: z.string(),
      run: async () => 'fits',
    }),
  };
}

type Tree = { all: Tree[] } | { property: string; is: 'known' | 'unknown' };
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(tree) }),
    z.strictObject({ property: z.string(), is: z.enum(['known', 'unknown']) }),
  ]),
);

/** A server on a port of its own, with a real row store. */
export async function openTestServer(
  options: Pick<ServerDeps, 'webDir' | 'patience' | 'publicAddress' | 'names' | 'log'> = {},
) {
  const { access, database, clock } = await openTestAccess();
  const seen = { aborted: false };
  const operations = { ...accessOperations(access), ...oddOperations(seen) };
  const server = await createServer({ access, operations, ...options, controlToken: 'control' });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    access,
    database,
    clock,
    operations,
    seen,
    address,
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

/** A browser: keeps its cookie and sends the CSRF token. */
export class Browser {
  cookie = '';
  csrf = '';
  setCookie = '';

  constructor(private readonly address: string) {}

  async post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.address}/api/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.csrf ? { 'linger-csrf': this.csrf } : {}),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    this.setCookie = response.headers.get('set-cookie') ?? this.setCookie;
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  async enter(path: 'login' | 'first' | 'accept', body: unknown): Promise<this> {
    const { status, body: state, text } = await this.post(`session/${path}`, body);
    if (status !== 200) throw new Error(text);
    this.cookie = this.setCookie.split(';')[0] ?? '';
    this.csrf = z.object({ csrf: z.string() }).parse(state).csrf;
    return this;
  }
}

function parse(text: string): Record<string, never> & { error?: { code: string; message: string } } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
