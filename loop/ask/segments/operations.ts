import { z } from 'zod';
import { operation } from '#loop/access';
import { SegmentDefinition } from './segment.ts';
import type { SegmentRow, Segments } from './segments.ts';

const Id = z.strictObject({ id: z.uuid() });
const Name = z.string().trim().min(1).max(120);

/** What the doors may do with segments. */
export function segmentOperations(segments: Segments) {
  return {
    'segment/list': operation({
      right: 'view',
      says: 'the segments of the project with their sizes, newest first',
      input: z.strictObject({}),
      run: async (viewer) => ({ segments: (await segments.list(viewer)).map(shown) }),
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
    'segment/save': operation({
      right: 'analyse',
      says: 'keeps a condition on people, or the people behind a point of an answer, as a segment',
      input: z.strictObject({ name: Name, definition: SegmentDefinition }),
      run: async (viewer, { name, definition }) => shown(await segments.save(viewer, name, definition)),
      audited: ({ name }) => name,
    }),
    'segment/change': operation({
      right: 'analyse',
      says: 'renames a segment or changes its definition',
      input: Id.extend({ name: Name.optional(), definition: SegmentDefinition.optional() }),
      run: async (viewer, { id, ...change }) => shown(await segments.change(viewer, id, change)),
      audited: ({ id }) => id,
    }),
    'segment/refresh': operation({
      right: 'view',
      says: 'works out anew who is in a segment',
      input: Id,
      run: async (viewer, { id }) => shown(await segments.refresh(viewer, id)),
    }),
    'segment/remove': operation({
      right: 'analyse',
      says: 'removes a segment; `removed: false` brings it back',
      input: Id.extend({ removed: z.boolean().default(true) }),
      run: async (viewer, { id, removed }) => {
        await segments.remove(viewer, id, removed);
        return { id, removed };
      },
      audited: ({ id }) => id,
    }),
  };
}

function shown({ id, name, definition, createdBy, created, refreshed, size }: SegmentRow) {
  return {
    id,
    name,
    definition,
    createdBy,
    created: created.toISOString(),
    refreshed: refreshed?.toISOString() ?? null,
    size,
  };
}
