import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unknownName } from './faults.ts';
import { leadsNowhereElse, nameOf } from './public-address.ts';
import type { ServerDeps } from './server-deps.ts';

/**
 * Refuses requests under names that are not ours. A site can let its own name lead to this machine (DNS rebinding): its page
 * would then count as one of ours. Collecting is open to every site anyway, and no event is lost over a setting.
 */
export function refuseOtherNames(server: FastifyInstance, { publicAddress, names = [] }: ServerDeps): void {
  const own = new Set([...names, publicAddress?.host ?? ''].map(nameOf).filter(Boolean));
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.anyName) return;
    for (const host of hostsOf(request)) {
      const name = nameOf(host);
      if (own.has(name) || leadsNowhereElse(name)) continue;
      // a body that is still on its way would be waited for
      reply.header('connection', 'close');
      throw unknownName({ given: host.replace(/[^\w.:[\]-]/g, '_').slice(0, 100) });
    }
  });
}

/** The name the request came under, and the one a proxy says that it was asked under. */
function hostsOf({ headers }: FastifyRequest): string[] {
  return [headers.host, headers['x-forwarded-host']]
    .flatMap((given) => String(given ?? '').split(','))
    .map((host) => host.trim())
    .filter((host) => host !== '');
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered whatever name it is asked under. */
    anyName?: boolean;
  }
}
