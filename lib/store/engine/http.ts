import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Engine } from './engine.ts';
import { asEngineError, EngineError } from './engine-error.ts';
import { fillHoles } from './holes.ts';
import { Reply } from './reply.ts';
import { type Request, readRequest } from './request.ts';
import { formatOf, insertFromFile, isSeamless, kindOf, trimmed } from './statement.ts';

const USER = 'default';
/** A statement given in the body, larger than this, is a mistake: data goes in the body, text in the address. */
const MAX_TEXT = 64 * 1024 ** 2;
/** The address of a statement with many bound values is long. */
const MAX_HEAD = 16 * 1024 ** 2;

/** ClickHouse's HTTP interface over an embedded engine. */
export function createEngineServer(
  engine: Engine,
  password: string,
  defaults: Readonly<Record<string, string>>,
): Server {
  const isKnown = guard(password);
  const answer = async (message: IncomingMessage, reply: Reply, signal: AbortSignal): Promise<void> => {
    const url = addressOf(message);
    if (url.pathname === '/ping') return reply.done(Buffer.from('Ok.\n'));
    if (!isKnown(message, url)) throw new EngineError(516, 'authentication failed: wrong user or password');
    const request = readRequest(message, url, defaults, randomUUID);
    reply.open(request);
    const [whole, body] = await received(request, message, unpacked(message));
    await serve(engine, whole, body, reply, signal);
  };
  const server = createServer({ maxHeaderSize: MAX_HEAD }, (message, response) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const reply = new Reply(response);
    answer(message, reply, gone.signal)
      .catch((cause: unknown) => reply.fail(asEngineError(cause)))
      .finally(() => message.resume());
  });
  server.requestTimeout = 0;
  server.keepAliveTimeout = 30_000;
  return server;
}

function addressOf(message: IncomingMessage): URL {
  const path = message.url ?? '/';
  if (!URL.canParse(path, 'http://engine'))
    throw new EngineError(36, 'the address of the request cannot be read');
  return new URL(path, 'http://engine');
}

/** A form brings the statement and its values as fields, where the address would become too long. */
async function received(
  request: Request,
  message: IncomingMessage,
  body: Readable,
): Promise<[Request, Readable]> {
  const type = message.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return [request, body];
  const form = await new Response(await bytesOf(body), { headers: { 'content-type': type } }).formData();
  const params = new Map(request.params);
  let query = request.query;
  for (const [name, value] of form) {
    const text = typeof value === 'string' ? value : await value.text();
    if (name === 'query') query += text;
    else if (name.startsWith('param_')) params.set(name.slice('param_'.length), text);
  }
  return [{ ...request, query, params }, Readable.from([])];
}

async function serve(
  engine: Engine,
  request: Request,
  body: Readable,
  reply: Reply,
  signal: AbortSignal,
): Promise<void> {
  const { id, prelude, params } = request;
  const head = trimmed(request.query);
  if (head && kindOf(head) === 'insert-data') {
    const written = await engine.spooled(body, (path, bytes) =>
      bytes === 0
        ? Promise.resolve(0)
        : engine.write({ id, prelude, text: fillHoles(insertFromFile(head, path), params) }, signal),
    );
    return reply.done(Buffer.alloc(0), written);
  }
  const text = fillHoles(trimmed(request.query + (await textOf(body))), params);
  if (!text) throw new EngineError(62, 'Empty query');
  const kind = kindOf(text);
  const format = formatOf(text, request.format);
  if (kind === 'read' && isSeamless(format)) {
    const block = (bytes: Uint8Array) => reply.block(bytes);
    return reply.done(await engine.read(id, { prelude, text, format, block }, signal));
  }
  if (kind === 'read' || kind === 'other') {
    return reply.done(await engine.answer({ id, prelude, text }, request.format, signal));
  }
  return reply.done(Buffer.alloc(0), await engine.write({ id, prelude, text }, signal));
}

function unpacked(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding'] ?? 'identity';
  const unpack = {
    identity: undefined,
    gzip: createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  if (!Object.hasOwn(unpack, encoding)) throw new EngineError(36, `unknown Content-Encoding: ${encoding}`);
  const make = unpack[encoding as keyof typeof unpack];
  if (!make) return message;
  const plain = make();
  message.on('error', (error) => plain.destroy(error));
  message.on('aborted', () => plain.destroy(new Error('the client went away')));
  return message.pipe(plain);
}

async function textOf(body: Readable): Promise<string> {
  return (await bytesOf(body)).toString('utf8');
}

async function bytesOf(body: Readable): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > MAX_TEXT) throw new EngineError(62, `a statement may have ${MAX_TEXT} bytes at most`);
  }
  return Buffer.concat(parts);
}

/** Knows the one user by the password. */
function guard(password: string): (message: IncomingMessage, url: URL) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(password);
  return (message, url) => {
    const [user, given] = credentials(message, url);
    return timingSafeEqual(digest(given), expected) && user === USER;
  };
}

function credentials(message: IncomingMessage, url: URL): [user: string, password: string] {
  const basic = /^Basic\s+(.+)$/i.exec(message.headers.authorization ?? '')?.[1];
  if (basic) {
    const [user, ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return [user || USER, rest.join(':')];
  }
  const { 'x-clickhouse-user': user, 'x-clickhouse-key': key } = message.headers;
  const search = url.searchParams;
  return [String(user ?? search.get('user') ?? USER), String(key ?? search.get('password') ?? '')];
}
