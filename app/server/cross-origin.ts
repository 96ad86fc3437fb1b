import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Browsers keep what they asked as long as they like at most: two hours in Chromium, a day in Firefox. */
const DAY = 86_400;

/** What SDKs are known to send, for who asks without naming any. */
const USUAL = 'authorization, content-type, content-encoding';

/** A list of header names, as a browser writes it. */
const NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

/**
 * Lets pages of every site send and read the answer. The origin is named, since a browser that sends with credentials, as
 * `navigator.sendBeacon` always does, takes no `*`. This gives nothing away: what answers here looks at no cookie.
 */
export function allowOtherSites({ headers }: FastifyRequest, reply: FastifyReply): void {
  const { origin } = headers;
  reply.header('access-control-allow-origin', origin ?? '*');
  if (origin !== undefined) reply.header('access-control-allow-credentials', 'true');
  reply.header('vary', 'Origin');
  reply.header('cross-origin-resource-policy', 'cross-origin');
}

/** Answers what browsers ask before they send: SDKs add headers of their own, and those of tomorrow are allowed too. */
export function answerPreflights(server: FastifyInstance, ...paths: readonly string[]): void {
  for (const path of paths)
    server.options(path, { config: { anyName: true } }, async (request, reply) => {
      const { headers } = request;
      allowOtherSites(request, reply);
      const asked = headers['access-control-request-headers'] ?? '';
      reply.header('access-control-allow-methods', 'GET, POST');
      reply.header('access-control-allow-headers', NAMES.test(asked) ? asked : USUAL);
      reply.header('vary', 'Origin, Access-Control-Request-Headers');
      // pages of the internet may send to a Linger in the reader's own network
      if (headers['access-control-request-private-network'] === 'true')
        reply.header('access-control-allow-private-network', 'true');
      return reply.header('access-control-max-age', String(DAY)).code(204).send();
    });
}
