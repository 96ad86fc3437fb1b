import { z } from 'zod';
import { operation } from '#loop/access';
import type { Collect } from '../collect.ts';

const nothing = z.strictObject({});
const text = z.string().max(200);

export function catalogueOperations(collect: Collect) {
  return {
    'event/list': operation({
      right: 'view',
      says: 'The events there are, with display names, counts and when they were first and last seen.',
      input: nothing,
      run: async (viewer) => ({ events: await collect.catalogue.events(viewer) }),
    }),

    'property/list': operation({
      right: 'view',
      says: 'The properties of events (of one when named) or of people, with their types.',
      input: z.strictObject({ owner: z.enum(['event', 'person']), event: text.optional() }),
      run: async (viewer, { owner, event }) => ({
        properties: await collect.catalogue.properties(viewer, owner, event),
      }),
    }),

    'property/values': operation({
      right: 'view',
      says: 'The most frequent values of a property that hold a text, for suggestions.',
      input: z.strictObject({
        owner: z.enum(['event', 'person']),
        name: text.min(1),
        event: text.optional(),
        search: text.optional(),
      }),
      run: async (viewer, asked) => ({ values: await collect.catalogue.values(viewer, asked) }),
    }),

    'catalogue/rename': operation({
      right: 'analyse',
      says: 'Gives events and properties display names in Chinese and English; without words they lose them.',
      input: z.strictObject({
        names: z
          .array(
            z.strictObject({
              kind: z.enum(['event', 'property']),
              name: text.min(1),
              zh: text.default(''),
              en: text.default(''),
            }),
          )
          .max(5000),
      }),
      run: async ({ project }, { names }) => {
        await collect.catalogue.rename(project.id, names);
        return { renamed: names.length };
      },
      audited: ({ names }) => {
        const more = names.length > 3 ? ` +${names.length - 3}` : '';
        return `${names
          .slice(0, 3)
          .map(({ name }) => name)
          .join(', ')}${more}`;
      },
    }),
  };
}
