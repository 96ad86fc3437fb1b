import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { isStoreAway } from '#lib/store';
import type { Viewer } from '#loop/access';
import type { Collect } from '#loop/collect';

export interface LiveDeps {
  readonly collect: Pick<Collect, 'live'>;
  /** Who asks; throws a fault when nobody known does. */
  viewerOf(request: FastifyRequest): Promise<Viewer>;
  /** Milliseconds from one sign of life to the next. */
  readonly heartbeat?: number;
}

const HEARTBEAT = 15_000;
/** A browser connects again by itself. */
const LONGEST = 30 * 60_000;

/** `GET /api/live`: what arrives in a project, as server-sent events of `{items, left}`; first the last 200. */
export function liveRoutes(deps: LiveDeps): FastifyPluginAsync {
  return async (server) => {
    const open = new Set<() => void>();
    server.addHook('preClose', async () => {
      for (const end of open) end();
    });
    server.get('/api/live', async (request, reply) => {
      const asking = await deps.viewerOf(request);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'close',
        'x-accel-buffering': 'no',
      });
      const send = (items: unknown, left: number) =>
        raw.write(`data: ${JSON.stringify({ items, left })}\n\n`);
      send(deps.collect.live.recent(asking), 0);
      const unsubscribe = deps.collect.live.subscribe(asking, send);
      const end = () => raw.end();
      // who logged out, was taken out of the project or has a revoked key sees no more
      const beat = async () => {
        const viewer = await deps.viewerOf(request).catch((error: unknown) =>
          // while the row store is away nobody can have been shut out
          isStoreAway(error) ? asking : undefined,
        );
        if (viewer?.project.id !== asking.project.id) end();
        else if (!raw.writableEnded) raw.write(': still here\n\n');
      };
      const heartbeat = setInterval(() => void beat(), deps.heartbeat ?? HEARTBEAT);
      const limit = setTimeout(end, LONGEST);
      open.add(end);
      raw.once('close', () => {
        open.delete(end);
        unsubscribe();
        clearInterval(heartbeat);
        clearTimeout(limit);
      });
    });
  };
}
