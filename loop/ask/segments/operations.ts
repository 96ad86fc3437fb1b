import { z } from 'zod';
import { operation } from '#loop/access';
import { Folder, Name } from '#loop/definition';
import { movingOperations, type SegmentReading } from './moving-operations.ts';
import { SegmentDefinition } from './segment.ts';
import type { Sized } from './segments.ts';

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

/** What became of the ids of a list. */
const listed = z.strictObject({
  ids: z.int().describe('different ids'),
  repeated: z.int().describe('lines that said an id again'),
  found: z.int().describe('ids that somebody came with'),
  unknown: z.int(),
});
const noIds = { ids: 0, repeated: 0, found: 0, unknown: 0 };

/** What may be done with segments beside what may be done with every definition. */
export function segmentOperations(deps: SegmentReading) {
  const { segments } = deps;
  return {
    ...movingOperations(deps),
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
        listed: listed.nullable().describe('what became of the ids, where it was made of a list'),
      }),
      run: async (viewer, { id }) => {
        const found = await segments.getSized(viewer, id);
        return {
          ...shown(found),
          trend: (await segments.trend(viewer, id)).map(({ at, size }) => ({ at: at.toISOString(), size })),
          listed: await segments.listed(viewer, found.body as SegmentDefinition),
        };
      },
    }),
    'segment/upload': operation({
      right: 'analyse',
      summary: {
        zh: '把一份 ID 名单（每行一个）存成分群，或替换一个分群的名单',
        en: 'Keeps a list of ids, one a line, as a segment, or in the place of the list that one was made of',
      },
      input: z.strictObject({
        name: Name,
        text: z.string().describe('one id a line'),
        folder: Folder.optional(),
        instead: z
          .strictObject({ id: z.uuid(), version: z.int().min(1) })
          .optional()
          .describe('the segment whose list this is to be, and the version it was made on'),
      }),
      output: z.strictObject({ ...segmentShape, page: z.string(), listed }),
      mostBytes: 128 * 1024 * 1024,
      run: async (viewer, upload) => {
        const kept = await segments.upload(viewer, upload);
        const told = await segments.listed(viewer, kept.body as SegmentDefinition);
        return { ...shown(kept), page: `/segments/${kept.id}`, listed: told ?? noIds };
      },
      audited: ({ name }, { listed: { ids } }) => `${name}: ${ids}`,
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
