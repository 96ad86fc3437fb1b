import { z } from 'zod';
import type { Columns } from '#lib/store';
import { operation, type Viewer } from '#loop/access';
import { Condition, type Naming, type Scope } from '#loop/condition';
import { exportKinds, peopleAs } from './export.ts';
import { countPeople, listPeople, PeopleQuery } from './people.ts';
import { PersonId, profileOf, TimelineQuery, timelineOf } from './person.ts';

export interface KnowDeps {
  readonly columns: Columns;
  readonly scopeOf: (viewer: Viewer) => Promise<Scope>;
  /** The words of the viewer's project. */
  readonly namingFor: (viewer: Viewer) => Promise<Naming>;
  /** Refuses conditions that look into segments which are not there. */
  readonly check: (viewer: Viewer, who: unknown) => Promise<void>;
}

/** What the doors may ask about people. */
export function knowOperations({ columns, scopeOf, namingFor, check }: KnowDeps) {
  return {
    'person/list': operation({
      right: 'view',
      says: 'a page of people, filtered by the condition language and a search',
      input: PeopleQuery,
      run: async (viewer, query, { signal }) => {
        await check(viewer, query.who);
        const scope = await scopeOf(viewer);
        const [people, total] = await Promise.all([
          listPeople(columns, scope, query, undefined, { signal }),
          countPeople(columns, scope, query, undefined, { signal }),
        ]);
        return { people, total };
      },
    }),
    'person/count': operation({
      right: 'view',
      says: 'how many people a condition holds for',
      input: z.strictObject({ who: Condition.optional() }),
      run: async (viewer, query, { signal }) => {
        await check(viewer, query.who);
        return { total: await countPeople(columns, await scopeOf(viewer), query, undefined, { signal }) };
      },
    }),
    'person/get': operation({
      right: 'view',
      says: 'everything known of one person but the events',
      input: z.strictObject({ person: PersonId }),
      run: async (viewer, { person }, { signal }) =>
        profileOf(columns, await scopeOf(viewer), person, { signal }),
    }),
    'person/timeline': operation({
      right: 'view',
      says: 'the events of one person, newest first, page by page',
      input: TimelineQuery,
      run: async (viewer, query, { signal }) => ({
        events: await timelineOf(columns, await scopeOf(viewer), query, { signal }),
      }),
    }),
    'person/export': operation({
      right: 'analyse',
      says: 'people with chosen properties as CSV or Excel',
      input: PeopleQuery.omit({ limit: true, offset: true }).extend({
        as: z.enum(exportKinds).default('csv'),
      }),
      run: async (viewer, { as, ...query }, { signal }) => {
        await check(viewer, query.who);
        const scope = await scopeOf(viewer);
        const heads = { naming: await namingFor(viewer), language: viewer.language };
        return peopleAs(as, { columns, scope, query, heads, options: { signal } });
      },
      audited: ({ who }) => JSON.stringify(who ?? 'everyone'),
    }),
  };
}
