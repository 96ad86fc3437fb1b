import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { version } from '#app/product';
import { seenError } from '#lib/core';
import { answerFaults, languageOfRequest } from './answer-faults.ts';
import { limitArrival } from './collecting/limit-arrival.ts';
import { tooMany } from './faults.ts';
import { healthRequests } from './health-requests.ts';
import { readJsonBodies } from './json-body.ts';
import { mount, mountControls } from './mount.ts';
import { publicRoutes } from './mount-public.ts';
import { openApi } from './open-api/open-api.ts';
import { servePages } from './pages.ts';
import { withoutPath } from './public-address.ts';
import { headers } from './security-headers.ts';
import { refuseOtherNames } from './served-names.ts';
import type { ServerDeps } from './server-deps.ts';
import { sessionRoutes } from './session-routes.ts';

const bodyLimit = 2 * 1024 * 1024;

/** The HTTP server, ready to listen. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    rewriteUrl: ({ url = '/' }) => withoutPath(url, deps.publicAddress?.path ?? ''),
    routerOptions: { ignoreTrailingSlash: true },
    logger: { level: deps.log ?? 'silent', stream: process.stderr, serializers: { err: seenError } },
  });
  server.decorateRequest('language', 'en');
  server.addHook('onRequest', async (request) => {
    request.language = languageOfRequest(request);
  });
  refuseOtherNames(server, deps);
  limitArrival(server, deps.patience);
  answerFaults(server);
  await server.register(helmet, headers);
  await server.register(cookie);
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) => tooMany({ seconds: Math.ceil(ttl / 1000) }),
  });
  await server.register(compress, {
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await server.register(async (api) => apiRoutes(api, deps));
  await server.register(publicRoutes(openTo(deps), deps.publicAddress));
  for (const routes of deps.routes ?? []) await server.register(routes);
  await servePages(server, deps);
  return server;
}

/** All that is asked without logging in. */
const openTo = (deps: ServerDeps) => [...healthRequests(deps), ...(deps.publicRequests ?? [])];

function apiRoutes(api: FastifyInstance, deps: ServerDeps): void {
  readJsonBodies(api);
  sessionRoutes(api, deps);
  mount(api, deps);
  mountControls(api, deps);
  const described = openApi(deps.operations, version, deps.publicAddress?.href, openTo(deps));
  api.get('/api/openapi.json', async () => described);
}
