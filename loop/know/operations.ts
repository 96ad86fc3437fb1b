import { z } from 'zod';
import { file } from '#lib/operation';
import type { Warehouse } from '#lib/store';
import { operation, type Viewer } from '#loop/access';
import { Condition, type Naming, type Scope } from '#loop/condition';
import { exportKinds, peopleAs } from './export.ts';
import { countPeople, listPeople, PeopleQuery } from './people.ts';
import { PersonId, profileOf, TimelineQuery, timelineOf } from './person.ts';
import { PortraitQuery, portrait, portraitOf } from './portrait/portrait.ts';
import { happening, peoplePage, profile } from './shapes.ts';

export interface KnowDeps {
  readonly warehouse: Warehouse;
  readonly scopeOf: (viewer: Viewer) => Promise<Scope>;
  /** The words of the viewer's project. */
  readonly namingFor: (viewer: Viewer) => Promise<Naming>;
  /** Refuses conditions that look into segments which are not there. */
  readonly check: (viewer: Viewer, who: unknown) => Promise<void>;
}

/** What the entry points may ask about people. */
export function knowOperations({ warehouse, scopeOf, namingFor, check }: KnowDeps) {
  return {
    'person/list': operation({
      right: 'view',
      summary: {
        zh: '用户列表：按条件筛选、搜索、分页',
        en: 'A page of people, filtered by the condition language and a search',
      },
      input: PeopleQuery,
      output: peoplePage,
      run: async (viewer, query, { signal }) => {
        await check(viewer, query.who);
        const scope = await scopeOf(viewer);
        const [people, total] = await Promise.all([
          listPeople(warehouse, scope, query, undefined, { signal }),
          countPeople(warehouse, scope, query, undefined, { signal }),
        ]);
        return { people, total };
      },
    }),
    'person/count': operation({
      right: 'view',
      summary: { zh: '符合条件的用户数', en: 'How many people a condition holds for' },
      input: z.strictObject({ who: Condition.optional() }),
      output: z.strictObject({ total: z.int() }),
      run: async (viewer, query, { signal }) => {
        await check(viewer, query.who);
        return { total: await countPeople(warehouse, await scopeOf(viewer), query, undefined, { signal }) };
      },
    }),
    'person/get': operation({
      right: 'view',
      summary: { zh: '一个用户的全部信息，事件除外', en: 'Everything known of one person but the events' },
      input: z.strictObject({ person: PersonId }),
      output: profile,
      run: async (viewer, { person }, { signal }) =>
        profileOf(warehouse, await scopeOf(viewer), person, { signal }),
    }),
    'person/portrait': operation({
      right: 'view',
      summary: {
        zh: '一个用户的概况：一句话、购买、间隔、近半年每天的活跃',
        en: 'What the events of one person add up to: in words, purchases, rhythm, and half a year day by day',
      },
      input: PortraitQuery,
      output: portrait,
      run: async (viewer, query, { signal }) =>
        portraitOf(warehouse, await scopeOf(viewer), query, { signal }),
    }),
    'person/timeline': operation({
      right: 'view',
      summary: {
        zh: '一个用户的行为序列，最新在前，分页',
        en: 'The events of one person, newest first, page by page',
      },
      input: TimelineQuery,
      output: z.strictObject({ events: z.array(happening) }),
      run: async (viewer, query, { signal }) => ({
        events: await timelineOf(warehouse, await scopeOf(viewer), query, { signal }),
      }),
    }),
    'person/export': operation({
      right: 'analyse',
      summary: {
        zh: '把用户和选定的属性导出成 CSV 或 Excel',
        en: 'People with chosen properties as CSV or Excel',
      },
      input: PeopleQuery.omit({ limit: true, offset: true }).extend({
        as: z.enum(exportKinds).default('csv'),
      }),
      output: file,
      run: async (viewer, { as, ...query }, { signal }) => {
        await check(viewer, query.who);
        const scope = await scopeOf(viewer);
        const heads = { naming: await namingFor(viewer), language: viewer.language };
        return peopleAs(as, { warehouse, scope, query, heads, options: { signal } });
      },
      audited: ({ who }) => JSON.stringify(who ?? 'everyone'),
    }),
  };
}
