import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { faultBody, nothingThere } from './answer-faults.ts';

/** Serves the built pages: hashed files for ever, everything else asked for anew; unknown addresses are the page's own. */
export async function servePages(server: FastifyInstance, webDir: string | undefined): Promise<void> {
  const built = webDir !== undefined && existsSync(join(webDir, 'index.html'));
  if (built) {
    await server.register(fastifyStatic, {
      root: webDir,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) =>
        reply.setHeader(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
  }
  server.setNotFoundHandler((request, reply) => {
    if (built && isPage(request.method, request.url, request.headers.accept))
      return reply.sendFile('index.html');
    const fault = nothingThere(request);
    return reply.code(fault.status).send(faultBody(fault, request.language));
  });
}

function isPage(method: string, url: string, accept = ''): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?')[0] ?? '';
  return accept.includes('text/html') && !/^\/(api|v1|mcp|assets)(\/|$)/.test(path);
}
