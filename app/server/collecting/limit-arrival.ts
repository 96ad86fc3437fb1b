import type { FastifyInstance } from 'fastify';

/** Senders that come a byte at a time hold a connection this long; on a bad line half a megabyte needs a part of it. */
const PATIENCE_MS = 60_000;

/** Cuts off a body that is not there in time. Only uploads, whose route allows a large body, take as long as they take. */
export function limitArrival(server: FastifyInstance, patience = PATIENCE_MS): void {
  server.server.headersTimeout = patience;
  const usual = server.initialConfig.bodyLimit ?? 0;
  server.addHook('preParsing', async (request, _reply, payload) => {
    if ((request.routeOptions.bodyLimit ?? usual) > usual) return payload;
    const late = setTimeout(() => request.raw.destroy(), patience);
    const arrived = () => clearTimeout(late);
    request.raw.once('end', arrived).once('close', arrived);
    return payload;
  });
}
