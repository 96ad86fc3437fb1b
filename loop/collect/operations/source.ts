import { z } from 'zod';
import { sql } from '#lib/sql';
import { operation, type Viewer } from '#loop/access';
import { idSpelling } from '#loop/condition';
import type { Collect } from '../collect.ts';

export function sourceOperations(collect: Collect) {
  return {
    'live/recent': operation({
      right: 'view',
      says: 'The last 200 messages that arrived, rejected ones included, newest first.',
      input: z.strictObject({}),
      run: async (viewer) => ({ items: collect.live.recent(viewer) }),
    }),

    'source/status': operation({
      right: 'view',
      says: 'How much each source brought in on each of the last days, rejects included.',
      input: z.strictObject({ days: z.int().min(1).max(90).default(14) }),
      run: (viewer, { days }) => sourceStatus(collect, viewer, days),
    }),

    'identity/split': operation({
      right: 'manage',
      says: 'Takes an id out of its person, with its devices; it stays apart unless an alias joins it again.',
      input: z.strictObject({ id: z.string().overwrite(idSpelling).min(1).max(200) }),
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
  const rows = await options.columns.read<SourceDay>(sql`
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
