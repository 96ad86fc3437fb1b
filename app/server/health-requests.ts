import { z } from 'zod';
import { version } from '#app/product';
import { type PublicRequest, publicRequest } from '#lib/operation';
import type { ServerDeps } from './server-deps.ts';

const often = { mostAMinute: 6000, input: z.looseObject({}) } as const;
const live = z.strictObject({ ok: z.boolean(), version: z.string() });
const ready = z.strictObject({ ...live.shape, events: z.enum(['flowing', 'waiting']) });

/** What those who watch over the process ask. */
export function healthRequests({
  healthy,
  eventsWait,
}: Pick<ServerDeps, 'healthy' | 'eventsWait'>): PublicRequest[] {
  return [
    // never asks a store: who ends a process that is not alive must not end one whose stores are away
    publicRequest({
      ...often,
      method: 'GET',
      path: '/livez',
      summary: { zh: '进程是否在运行', en: 'Whether the process is there' },
      output: live,
      run: async () => ({ body: { ok: true, version } }),
    }),
    ...['/readyz', '/healthz'].map((path) =>
      publicRequest({
        ...often,
        method: 'GET',
        path,
        summary: {
          zh: '两个存储能否应答、数据目录能否写入；不能则为 503',
          en: 'Whether both stores answer and the folder takes writes; 503 where not',
        },
        output: ready,
        run: async () => {
          const ok = await (healthy?.() ?? true);
          const events = eventsWait?.() ? 'waiting' : 'flowing';
          return { status: ok ? 200 : 503, body: { ok, version, events } };
        },
      }),
    ),
  ];
}
