import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { faultBody, nothingThere } from './answer-faults.ts';
import type { ServerDeps } from './server-deps.ts';

/** Serves the built pages: hashed files for ever, everything else asked for anew; unknown addresses are the page's own. */
export async function servePages(
  server: FastifyInstance,
  { webDir, publicAddress }: Pick<ServerDeps, 'webDir' | 'publicAddress'>,
): Promise<void> {
  const page = webDir === undefined ? undefined : pageUnder(webDir, publicAddress?.path ?? '');
  const send = (reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  if (webDir !== undefined && page !== undefined) {
    await server.register(fastifyStatic, {
      root: webDir,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) =>
        reply.setHeader(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    });
    for (const path of ['/', '/index.html']) server.get(path, (_request, reply) => send(reply));
  }
  server.setNotFoundHandler((request, reply) => {
    if (page !== undefined && isPage(request.method, request.url, request.headers.accept)) return send(reply);
    const fault = nothingThere(request);
    return reply.code(fault.status).send(faultBody(fault, request.language));
  });
}

/** The page with its files named by the whole path, since it is sent for addresses of any depth; undefined where it was not built. */
function pageUnder(webDir: string, path: string): string | undefined {
  const file = join(webDir, 'index.html');
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').replace(/(\s(?:src|href|content)=")\.\//g, `$1${path}/`);
}

function isPage(method: string, url: string, accept = ''): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?')[0] ?? '';
  return accept.includes('text/html') && !/^\/(api|v1|mcp|assets)(\/|$)/.test(path);
}
