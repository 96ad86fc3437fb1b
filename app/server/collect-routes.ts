import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#lib/core';
import {
  type Collect,
  isObject,
  type Json,
  MAX_MESSAGE,
  type MessageType,
  malformedGzip,
  malformedJson,
  messageTypes,
  parseBody,
  type Receipt,
  unknownWriteKey,
} from '#loop/collect';
import { faultBody, languageOfRequest } from './answer-faults.ts';
import { claimsGzip, readBytes, release, unpacked } from './collect-body.ts';

export interface CollectDoor {
  readonly collect: Pick<Collect, 'receive' | 'receiveBatch'>;
  /** The project a write key belongs to; undefined when there is no such key. */
  projectOfWriteKey(key: string): Promise<{ readonly id: number } | undefined>;
}

const YEAR = 31_536_000;

/** Where SDKs send to: the Segment protocol, by its long and its short paths. */
export function collectRoutes(door: CollectDoor): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', async (_request: FastifyRequest, payload: IncomingMessage) =>
      readBytes(payload),
    );
    server.addHook('onRequest', async (request, reply) => {
      // whatever it says, it is read the same way; what is no type at all would be refused before anybody reads it
      request.raw.headers['content-type'] = 'application/json';
      reply.header('access-control-allow-origin', '*');
      reply.header('cross-origin-resource-policy', 'cross-origin');
    });
    server.setErrorHandler((error, request, reply) => {
      if (!(error instanceof Fault)) throw error;
      if (error.status >= 500) reply.header('retry-after', '5');
      const body = { success: false, ...faultBody(error, languageOfRequest(request)) };
      return reply.code(error.status).send(body);
    });
    server.options('/v1/*', async (_request, reply) => {
      reply.header('access-control-allow-methods', 'POST');
      reply.header('access-control-allow-headers', 'authorization, content-type, content-encoding');
      return reply.header('access-control-max-age', String(YEAR)).code(204).send();
    });
    for (const type of messageTypes) {
      takeSingle(server, door, `/v1/${type}`, type);
      takeSingle(server, door, `/v1/${type.charAt(0)}`, type);
    }
    takeBatch(server, door, '/v1/batch');
    takeBatch(server, door, '/v1/b');
  };
}

/** Of what is neither JSON nor the gzip that its headers promise, the gzip is what its sender has to mend. */
function asSent(error: unknown, body: Buffer, { headers }: FastifyRequest): unknown {
  const isMalformed = error instanceof Fault && error.code === malformedJson.code;
  return isMalformed && claimsGzip(body, headers['content-encoding']) ? malformedGzip({}, error) : error;
}

function takeSingle(server: FastifyInstance, door: CollectDoor, path: string, type: MessageType): void {
  takeBody(server, path, async (bytes, request) => {
    const json = parseBody(bytes);
    const message = isObject(json) ? { ...json, type } : json;
    const project = await projectOf(door, keyOf(request) ?? keyWithin(json));
    return door.collect.receive({ project, messages: [message], small: bytes.length <= MAX_MESSAGE });
  });
}

function takeBatch(server: FastifyInstance, door: CollectDoor, path: string): void {
  takeBody(server, path, async (bytes, request) => {
    const project = await projectOf(door, keyOf(request) ?? keyWithin(parseBody(bytes)));
    return door.collect.receiveBatch({ project, bytes });
  });
}

type Take = (bytes: Buffer, request: FastifyRequest) => Promise<Receipt>;

function takeBody(server: FastifyInstance, path: string, take: Take): void {
  server.post(path, async (request, reply) => {
    const { body } = request;
    if (!Buffer.isBuffer(body) || body.length === 0) throw malformedJson({ problem: 'it is empty' });
    try {
      return answer(request, reply, await take(await unpacked(body), request));
    } catch (error) {
      throw asSent(error, body, request);
    } finally {
      release(body);
    }
  });
}

async function projectOf(door: CollectDoor, key: string | undefined): Promise<number> {
  const project = key === undefined ? undefined : await door.projectOfWriteKey(key);
  if (!project) throw unknownWriteKey({});
  return project.id;
}

/** Basic authorization with the key as its user, or a bearer token. */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
  return scheme?.toLowerCase() === 'bearer' ? value : undefined;
}

/** `writeKey` in the body, for browsers that cannot send headers while the page closes. */
function keyWithin(body: Json): string | undefined {
  return isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : undefined;
}

/** Success, with what was rejected; only when nothing at all was fit to take in, an error. */
function answer(request: FastifyRequest, reply: FastifyReply, receipt: Receipt) {
  const { accepted, duplicates, rejects } = receipt;
  if (rejects.length === 0) return { success: true };
  const language = languageOfRequest(request);
  const rejected = rejects.map(({ index, reason, reject }) => ({
    index,
    reason,
    message: reject.words[language],
  }));
  const success = accepted + duplicates > 0;
  return reply.code(success ? 200 : statusOf(rejects)).send({ success, rejected });
}

function statusOf(rejects: Receipt['rejects']): number {
  return rejects.every(({ reason }) => reason === 'large-message') ? 413 : 400;
}
