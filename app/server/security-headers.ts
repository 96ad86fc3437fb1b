import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Nothing from other hosts, no inline script. Inline styles are allowed, since antd writes its styles
 * into the page. No upgrade to https: on a company network there may be none.
 */
export const headers: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: { maxAge: 180 * 86_400, includeSubDomains: false },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
};
