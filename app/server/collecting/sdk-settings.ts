import { z } from 'zod';
import { type PublicRequest, publicRequest } from '#lib/operation';
import { requireProject, type WriteKeys, writeKeyOf } from './write-key.ts';

const open = { fromEverySite: true, mostAMinute: 6000 } as const;
const noCache = { 'cache-control': 'no-cache' };

/** What browser SDKs ask before their first event: that there are no other destinations, and that they report nothing of themselves. */
export function sdkSettings(keys: WriteKeys): PublicRequest[] {
  return [
    publicRequest({
      ...open,
      method: 'GET',
      path: '/v1/projects/:key/settings',
      summary: { zh: 'Segment 浏览器 SDK 的设置', en: 'The settings of the Segment browser SDK' },
      input: z.looseObject({ key: z.string().max(200).describe('a write key') }),
      run: async ({ key }, { reachedAt }) => {
        await requireProject(keys, key);
        return { headers: noCache, body: forSegment(key, reachedAt) };
      },
    }),
    publicRequest({
      ...open,
      method: 'GET',
      path: '/sourceConfig',
      summary: { zh: 'RudderStack 浏览器 SDK 的设置', en: 'The settings of the RudderStack browser SDK' },
      input: z.looseObject({
        writeKey: z.string().max(200).optional().describe('a write key, where no header has it'),
      }),
      run: async (query, { headers }) => {
        const key = writeKeyOf({ headers, query }) ?? '';
        return { headers: noCache, body: forRudder(key, await requireProject(keys, key)) };
      },
    }),
    publicRequest({
      ...open,
      method: 'POST',
      path: '/v1/m',
      summary: {
        zh: 'Segment SDK 对自身的统计；收到即丢弃',
        en: 'The measurements of the Segment SDK of itself; nobody keeps them',
      },
      input: z.looseObject({}),
      mostBytes: 1024 * 1024,
      output: z.strictObject({ success: z.boolean() }),
      run: async () => ({ headers: noCache, body: { success: true } }),
    }),
  ];
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
