import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '#lib/core';
import {
  type Collect,
  isObject,
  type Json,
  MAX_MESSAGE,
  type MessageType,
  malformedJson,
  messageTypes,
  parseBody,
  type Receipt,
} from '#loop/collect';
import { faultBody, languageOfRequest } from '../answer-faults.ts';
import { allowOtherSites, answerPreflights } from '../cross-origin.ts';
import type { PublicAddress } from '../public-address.ts';
import { readBytes, release } from './collect-body.ts';
import { unpacked } from './unpack-body.ts';
import { requireProject, type WriteKeys, writeKeyOf } from './write-key.ts';

export interface CollectDeps extends WriteKeys {
  readonly publicAddress?: PublicAddress;
  readonly collect: Pick<Collect, 'receive' | 'receiveBatch'>;
}

/** Where SDKs send to: the Segment protocol, by its long and its short paths. Whom a session's cookie names is never asked here. */
export function collectRoutes(deps: CollectDeps): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', async (_request: FastifyRequest, payload: IncomingMessage) =>
      readBytes(payload),
    );
    server.addHook('onRequest', async (request, reply) => {
      // whatever it says, it is read the same way; what is no type at all would be refused before anybody reads it
      request.raw.headers['content-type'] = 'application/json';
      allowOtherSites(request, reply);
    });
    server.setErrorHandler((error, request, reply) => {
      if (!(error instanceof Fault)) throw error;
      if (error.status >= 500) reply.header('retry-after', '5');
      const body = { success: false, ...faultBody(error, languageOfRequest(request)) };
      return reply.code(error.status).send(body);
    });
    answerPreflights(server, '/v1/*', '/beacon/v1/*');
    for (const type of messageTypes) {
      takeSingle(server, deps, `/v1/${type}`, type);
      takeSingle(server, deps, `/v1/${type.charAt(0)}`, type);
    }
    takeBatch(server, deps, '/v1/batch');
    takeBatch(server, deps, '/v1/b');
    takeBatch(server, deps, '/beacon/v1/batch');
  };
}

function takeSingle(server: FastifyInstance, deps: CollectDeps, path: string, type: MessageType): void {
  takeBody(server, path, async (bytes, request) => {
    const json = parseBody(bytes);
    const message = isObject(json) ? { ...json, type } : json;
    const project = await requireProject(deps, writeKeyOf(request) ?? keyWithin(json));
    return deps.collect.receive({ project, messages: [message], small: bytes.length <= MAX_MESSAGE });
  });
}

function takeBatch(server: FastifyInstance, deps: CollectDeps, path: string): void {
  takeBody(server, path, async (bytes, request) => {
    const project = await requireProject(deps, writeKeyOf(request) ?? keyWithin(parseBody(bytes)));
    return deps.collect.receiveBatch({ project, bytes });
  });
}

type Take = (bytes: Buffer, request: FastifyRequest) => Promise<Receipt>;

function takeBody(server: FastifyInstance, path: string, take: Take): void {
  server.post(path, { config: { anyName: true } }, async (request, reply) => {
    const { body } = request;
    if (!Buffer.isBuffer(body) || body.length === 0) throw malformedJson({ place: '1:1' });
    try {
      const bytes = await unpacked(body, request.headers['content-encoding']);
      return answer(request, reply, await take(bytes, request));
    } finally {
      release(body);
    }
  });
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
