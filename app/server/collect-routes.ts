import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#lib/core';
import {
  batchMissing,
  type Collect,
  isObject,
  type Json,
  type JsonObject,
  MAX_MESSAGE,
  type MessageType,
  malformedJson,
  messageTypes,
  type Receipt,
  unknownWriteKey,
} from '#loop/collect';
import { faultBody, languageOfRequest } from './answer-faults.ts';
import { readBody, readBytes } from './collect-body.ts';

export interface CollectDoor {
  readonly collect: Pick<Collect, 'receive'>;
  /** The project a write key belongs to; undefined when there is no such key. */
  projectOfWriteKey(key: string): Promise<{ readonly id: number } | undefined>;
}

const YEAR = 31_536_000;

/** Where SDKs send to: the Segment protocol, by its long and its short paths. */
export function collectRoutes(door: CollectDoor): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) =>
      readBytes(payload),
    );
    server.addHook('onRequest', async (_request, reply) => {
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

function takeSingle(server: FastifyInstance, door: CollectDoor, path: string, type: MessageType): void {
  server.post(path, async (request, reply) => {
    const { json, size } = await bodyOf(request);
    const message = isObject(json) ? { ...json, type } : json;
    const project = await projectOf(door, request, json);
    return answer(request, reply, {
      count: 1,
      receipt: await door.collect.receive({ project, messages: [message], small: size <= MAX_MESSAGE }),
    });
  });
}

function takeBatch(server: FastifyInstance, door: CollectDoor, path: string): void {
  server.post(path, async (request, reply) => {
    const { json, size } = await bodyOf(request);
    const body: JsonObject = Array.isArray(json) ? { batch: json } : isObject(json) ? json : {};
    const project = await projectOf(door, request, body);
    const { batch, sentAt, context } = body;
    if (!Array.isArray(batch)) throw batchMissing({});
    const messages = isObject(context) ? batch.map((message) => inContext(message, context)) : batch;
    const receipt = await door.collect.receive({ project, messages, sentAt, small: size <= MAX_MESSAGE });
    return answer(request, reply, { count: batch.length, receipt });
  });
}

function inContext(message: Json, context: JsonObject): Json {
  return isObject(message) ? { context, ...message } : message;
}

function bodyOf({ body, headers }: FastifyRequest) {
  if (!Buffer.isBuffer(body) || body.length === 0) throw malformedJson({ problem: 'it is empty' });
  return readBody(body, headers['content-encoding']);
}

async function projectOf(door: CollectDoor, request: FastifyRequest, body: Json): Promise<number> {
  const key = keyOf(request, body);
  const project = key === undefined ? undefined : await door.projectOfWriteKey(key);
  if (!project) throw unknownWriteKey({});
  return project.id;
}

/** Basic authorization with the key as its user, a bearer token, or `writeKey` in the body. */
function keyOf({ headers }: FastifyRequest, body: Json): string | undefined {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
  if (scheme?.toLowerCase() === 'bearer') return value;
  return isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : undefined;
}

/** Success, with what was rejected; only when nothing at all was fit to take in, an error. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { count, receipt }: { count: number; receipt: Receipt },
) {
  const { rejects } = receipt;
  if (rejects.length === 0) return { success: true };
  const language = languageOfRequest(request);
  const rejected = rejects.map(({ index, reason, reject }) => ({
    index,
    reason,
    message: reject.words[language],
  }));
  const success = rejects.length < count;
  return reply.code(success ? 200 : statusOf(rejects)).send({ success, rejected });
}

function statusOf(rejects: Receipt['rejects']): number {
  return rejects.every(({ reason }) => reason === 'large-message') ? 413 : 400;
}
