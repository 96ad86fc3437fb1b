import { z } from 'zod';
import { words } from '#lib/operation';
import { sql } from '#lib/sql';
import { operation, type Viewer } from '#loop/access';
import { idSpelling } from '#loop/condition';
import type { Collect } from '../collect.ts';
import { type Reason, reasons } from '../receive/reason.ts';

const liveItem = z
  .discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('accepted'),
      received: z.number(),
      time: z.number(),
      event: z.string().optional().describe('absent when the message only told of a person'),
      id: z.string(),
      properties: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    z.strictObject({
      outcome: z.literal('rejected'),
      received: z.number(),
      reason: z.enum(Object.keys(reasons) as Reason[]),
      words,
      raw: z.string(),
    }),
  ])
  .meta({ id: 'LiveItem' });

export function sourceOperations(collect: Collect) {
  return {
    'live/recent': operation({
      right: 'view',
      summary: {
        zh: '最近到达的 200 条消息，包括未入库的，最新在前',
        en: 'The last 200 messages that arrived, rejected ones included, newest first',
      },
      input: z.strictObject({}),
      output: z.strictObject({ items: z.array(liveItem) }),
      run: async (viewer) => ({ items: collect.live.recent(viewer) }),
    }),

    'source/status': operation({
      right: 'view',
      summary: {
        zh: '最近几天每个来源每天进来多少，包括未入库的',
        en: 'How much each source brought in on each of the last days, rejects included',
      },
      input: z.strictObject({ days: z.int().min(1).max(90).default(14) }),
      output: z.strictObject({
        days: z.array(
          z.strictObject({
            source: z.string(),
            day: z.string(),
            accepted: z.int(),
            rejected: z.int(),
            last: z.string(),
          }),
        ),
      }),
      run: (viewer, { days }) => sourceStatus(collect, viewer, days),
    }),

    'identity/split': operation({
      right: 'manage',
      summary: {
        zh: '把一个标识从合并到的人里拆出来；除非再有 alias，否则一直独立',
        en: 'Takes an id out of its person, with its devices; it stays apart unless an alias joins it again',
      },
      input: z.strictObject({ id: z.string().overwrite(idSpelling).min(1).max(200) }),
      output: z.strictObject({ id: z.string() }),
      run: async ({ project }, { id }) => {
        await collect.settle();
        await collect.identity.split(project.id, id, collect.options.clock.now().getTime());
        return { id };
      },
      audited: (_, { id }) => id,
    }),
  };
}

interface SourceDay {
  source: string;
  day: string;
  accepted: string;
  rejected: string;
  last: string;
}

async function sourceStatus({ options }: Collect, viewer: Viewer, days: number) {
  const { project } = viewer;
  const scope = await options.scopes.scopeOf(viewer);
  const since = sql`received >= ${new Date(options.clock.now().getTime() - days * 86_400_000)}`;
  const day = sql`toString(toDate(received, ${project.timeZone}))`;
  const rows = await options.warehouse.read<SourceDay>(sql`
    SELECT source, day, sum(a) AS accepted, sum(r) AS rejected, max(last) AS last FROM (
      SELECT source, ${day} AS day, count() AS a, 0 AS r, max(received) AS last
      FROM ${scope.events} WHERE ${since} GROUP BY source, day
      UNION ALL
      SELECT source, ${day} AS day, 0 AS a, sum(times) AS r, max(received) AS last
      FROM ${scope.rejects} WHERE ${since} GROUP BY source, day
    ) GROUP BY source, day ORDER BY source, day`);
  return {
    days: rows.map((row) => ({ ...row, accepted: Number(row.accepted), rejected: Number(row.rejected) })),
  };
}
