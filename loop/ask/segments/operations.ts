import { z } from 'zod';
import { operation } from '#loop/access';
import { SegmentDefinition } from './segment.ts';
import type { Segments, Sized } from './segments.ts';

const segmentShape = {
  id: z.uuid(),
  name: z.string(),
  definition: SegmentDefinition,
  version: z.int(),
  createdBy: z.string(),
  created: z.iso.datetime(),
  refreshed: z.iso.datetime().nullable(),
  size: z.int().nullable(),
  may: z.enum(['view', 'edit', 'own']),
  trashed: z.iso.datetime().nullable(),
};

const Id = z.strictObject({ id: z.uuid() });

/** What may be done with segments beside what may be done with every definition. */
export function segmentOperations(segments: Segments) {
  return {
    'segment/list': operation({
      right: 'view',
      summary: {
        zh: '本项目的分群和人数，最近修改的在前',
        en: 'The segments of the project with their sizes, the last changed first',
      },
      input: z.strictObject({}),
      output: z.strictObject({ segments: z.array(z.strictObject(segmentShape)) }),
      run: async (viewer) => ({
        segments: (await segments.sized(viewer, await segments.list(viewer))).map(shown),
      }),
    }),
    'segment/get': operation({
      right: 'view',
      summary: { zh: '一个分群和它的人数变化', en: 'A segment with its size over time' },
      input: Id,
      output: z.strictObject({
        ...segmentShape,
        trend: z.array(z.strictObject({ at: z.iso.datetime(), size: z.int() })),
      }),
      run: async (viewer, { id }) => ({
        ...shown(await segments.getSized(viewer, id)),
        trend: (await segments.trend(viewer, id)).map(({ at, size }) => ({ at: at.toISOString(), size })),
      }),
    }),
    'segment/refresh': operation({
      right: 'view',
      summary: { zh: '重新算出分群里有谁', en: 'Works out anew who is in a segment' },
      input: Id,
      output: z.strictObject(segmentShape),
      run: async (viewer, { id }) => shown(await segments.refresh(viewer, id)),
    }),
  };
}

function shown({ id, name, body, version, owner, created, refreshed, size, may, trashed }: Sized) {
  return {
    id,
    name,
    definition: body as SegmentDefinition,
    version,
    createdBy: owner,
    created: created.toISOString(),
    refreshed: refreshed?.toISOString() ?? null,
    size,
    may,
    trashed: trashed?.toISOString() ?? null,
  };
}
