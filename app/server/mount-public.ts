import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { checkInput } from '#app/product';
import type { PublicRequest } from '#lib/operation';
import { languageOfRequest } from './answer-faults.ts';
import { allowOtherSites, answerPreflights } from './cross-origin.ts';
import type { PublicAddress } from './public-address.ts';
import { signalOf } from './signal-of.ts';

/** Mounts what may be asked without logging in, each with its limits; nothing of it sees a cookie or sets one. */
export function publicRoutes(
  requests: readonly PublicRequest[],
  publicAddress?: PublicAddress,
): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const one of requests) {
      const { method, path: url, fromEverySite: anyName = false, mostAMinute: max, mostBytes = 1 } = one;
      server.route({
        method,
        url,
        bodyLimit: mostBytes,
        config: { anyName, rateLimit: { max, timeWindow: 60_000 } },
        onRequest: async (request, reply) => {
          // what is no type at all would be refused before anybody reads it
          if (method === 'POST') request.raw.headers['content-type'] ??= 'application/octet-stream';
          if (anyName) allowOtherSites(request, reply);
        },
        handler: (request, reply) => answer(one, request, reply, publicAddress),
      });
    }
    // below /v1/ it is answered where SDKs send to
    const open = requests.filter(({ fromEverySite }) => fromEverySite).map(({ path }) => path);
    answerPreflights(server, ...new Set(open.filter((path) => !path.startsWith('/v1/'))));
  };
}

async function answer(
  one: PublicRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  publicAddress: PublicAddress | undefined,
): Promise<FastifyReply> {
  const language = languageOfRequest(request);
  const { cookie: _, ...headers } = request.headers;
  const given = { ...Object(request.query), ...Object(request.params) };
  const {
    status = 200,
    type,
    headers: more = {},
    body,
  } = await one.run(checkInput(one.input, given, language), {
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    headers: headers as Record<string, string | undefined>,
    reachedAt: new URL(publicAddress?.href ?? `${request.protocol}://${request.host}`),
    address: request.ip,
    language,
    signal: signalOf(reply),
  });
  reply.code(status).header('cache-control', 'no-store').headers(more);
  if (body === undefined) return reply.send();
  if (type !== undefined) return reply.type(type).send(body);
  return reply.type('application/json').send(JSON.stringify(body));
}
