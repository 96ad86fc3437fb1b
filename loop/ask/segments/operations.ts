import { z } from 'zod';
import { operation } from '#loop/access';
import type { Segments, Sized } from './segments.ts';

const Id = z.strictObject({ id: z.uuid() });

/** What may be done with segments beside what may be done with every definition. */
export function segmentOperations(segments: Segments) {
  return {
    'segment/list': operation({
      right: 'view',
      says: 'the segments of the project with their sizes, the last changed first',
      input: z.strictObject({}),
      run: async (viewer) => ({
        segments: (await segments.sized(viewer, await segments.list(viewer))).map(shown),
      }),
    }),
    'segment/get': operation({
      right: 'view',
      says: 'a segment with its size over time',
      input: Id,
      run: async (viewer, { id }) => ({
        ...shown(await segments.getSized(viewer, id)),
        trend: (await segments.trend(viewer, id)).map(({ at, size }) => ({ at: at.toISOString(), size })),
      }),
    }),
    'segment/refresh': operation({
      right: 'view',
      says: 'works out anew who is in a segment',
      input: Id,
      run: async (viewer, { id }) => shown(await segments.refresh(viewer, id)),
    }),
  };
}

function shown({ id, name, body, version, owner, created, refreshed, size, may, trashed }: Sized) {
  return {
    id,
    name,
    definition: body,
    version,
    createdBy: owner,
    created: created.toISOString(),
    refreshed: refreshed?.toISOString() ?? null,
    size,
    may,
    trashed: trashed?.toISOString() ?? null,
  };
}
