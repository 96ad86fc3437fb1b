import { z } from 'zod';
import { operation } from '#loop/access';
import { countPeople, listPeople, PeopleQuery, peoplePage } from '#loop/know';
import type { MemberDeps } from './member-deps.ts';
import type { Segments } from './segments.ts';

/** What reading of segments and of the people in them takes. */
export interface SegmentReading extends Pick<MemberDeps, 'warehouse' | 'scopes'> {
  readonly segments: Segments;
}

const Days = z.int().min(1).max(366).default(30);

/** Who came into a segment and went out of it, and whom it shares with another. */
export function movingOperations({ segments, warehouse, scopes }: SegmentReading) {
  return {
    'segment/changes': operation({
      right: 'view',
      summary: {
        zh: '分群每次更新时进入和离开了多少人，以及近一段时间的合计',
        en: 'How many entered a segment and left it with each refresh, and within the last days in all',
      },
      input: z.strictObject({ id: z.uuid(), days: Days }),
      output: z.strictObject({
        changes: z.array(z.strictObject({ at: z.iso.datetime(), entered: z.int(), left: z.int() })),
        lately: z.strictObject({ entered: z.int(), left: z.int() }),
      }),
      run: async (viewer, { id, days }, { signal }) => {
        const scope = await scopes.scopeOf(viewer);
        const count = async (inside: boolean) =>
          countPeople(warehouse, scope, {}, await segments.lately(viewer, id, inside, days), { signal });
        const [moved, entered, left] = await Promise.all([
          segments.moved(viewer, id),
          count(true),
          count(false),
        ]);
        return {
          changes: moved.map(({ edition, ...counts }) => ({
            at: new Date(edition).toISOString(),
            ...counts,
          })),
          lately: { entered, left },
        };
      },
    }),
    'segment/moved': operation({
      right: 'view',
      summary: {
        zh: '近一段时间进入分群并仍在其中的人，或离开了的人，分页',
        en: 'The people who entered a segment within the last days and are in it, or left it, page by page',
      },
      input: PeopleQuery.omit({ who: true }).extend({
        id: z.uuid(),
        inside: z.boolean().describe('true: who entered; false: who left'),
        days: Days,
      }),
      output: peoplePage,
      run: async (viewer, { id, inside, days, ...page }, { signal }) => {
        const scope = await scopes.scopeOf(viewer);
        const among = await segments.lately(viewer, id, inside, days);
        const [people, total] = await Promise.all([
          listPeople(warehouse, scope, page, among, { signal }),
          countPeople(warehouse, scope, page, among, { signal }),
        ]);
        return { people, total };
      },
    }),
    'segment/overlap': operation({
      right: 'view',
      summary: {
        zh: '两个分群各有多少人，有多少人同在其中',
        en: 'How many people each of two segments holds, and how many are in both',
      },
      input: z.strictObject({ one: z.uuid(), other: z.uuid() }),
      output: z.strictObject({ one: z.int(), other: z.int(), both: z.int() }),
      run: (viewer, { one, other }) => segments.overlap(viewer, [one, other]),
    }),
  };
}
