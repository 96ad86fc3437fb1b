import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { answerPreflights } from './cross-origin.ts';
import type { PublicAddress } from './public-address.ts';
import { requireProject, type WriteKeys, writeKeyOf } from './write-key.ts';

interface SettingsDoor extends WriteKeys {
  readonly publicAddress?: PublicAddress;
}

const anyName = { config: { anyName: true } } as const;

/** What browser SDKs ask before their first event: that there are no other destinations, and that they report nothing of themselves. */
export function sdkSettings(door: SettingsDoor): FastifyPluginAsync {
  return async (server) => {
    server.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-cache');
    });
    answerPreflights(server, '/sourceConfig');
    server.get<{ Params: { key: string } }>('/v1/projects/:key/settings', anyName, async (request) => {
      await requireProject(door, request.params.key);
      return forSegment(request.params.key, addressOf(door, request));
    });
    server.get('/sourceConfig', anyName, async (request) => {
      const key = writeKeyOf(request) ?? '';
      return forRudder(key, await requireProject(door, key));
    });
    // Segment's measurements of its own SDK; nobody here wants them
    server.post('/v1/m', anyName, async () => ({ success: true }));
  };
}

function addressOf({ publicAddress }: SettingsDoor, { protocol, host }: FastifyRequest): URL {
  return new URL(publicAddress?.href ?? `${protocol}://${host}`);
}

function forSegment(apiKey: string, { protocol, host, pathname }: URL) {
  const apiHost = `${host}${pathname.replace(/\/$/, '')}/v1`;
  return {
    integrations: { 'Segment.io': { apiKey, apiHost, protocol: protocol.slice(0, -1) } },
    metrics: { sampleRate: 0 },
    plan: {},
  };
}

function forRudder(writeKey: string, project: number) {
  const off = { enabled: false };
  return {
    source: {
      id: String(project),
      name: 'Linger',
      writeKey,
      enabled: true,
      workspaceId: String(project),
      config: { statsCollection: { errors: off, metrics: off } },
      destinations: [],
      connections: [],
    },
  };
}
