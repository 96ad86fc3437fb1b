import { z } from 'zod';
import { words } from '#lib/operation';
import { operation } from '#loop/access';
import type { Catalogue } from './names/catalogue.ts';

const nothing = z.strictObject({});
const text = z.string().max(200);

const listedEvent = z
  .strictObject({
    name: z.string(),
    words,
    named: words.describe('what people called it, word for word: empty in a language in which nobody did'),
    count: z.int(),
    first: z.string(),
    last: z.string(),
  })
  .meta({ id: 'ListedEvent' });
const listedProperty = z
  .strictObject({
    ...listedEvent.shape,
    types: z.array(z.enum(['text', 'number', 'time'])),
    events: z.array(z.string()).describe('the events that carry it, the most frequent first'),
    carried: z.array(z.int()).describe('how often each of these events carries it, in their order'),
  })
  .meta({ id: 'ListedProperty' });

export function catalogueOperations(catalogue: Catalogue) {
  return {
    'event/list': operation({
      right: 'view',
      summary: {
        zh: '有哪些事件：显示名、次数、首次和最近出现',
        en: 'The events there are, with display names, counts and when they were first and last seen',
      },
      input: nothing,
      output: z.strictObject({ events: z.array(listedEvent) }),
      run: async (viewer) => ({ events: await catalogue.events(viewer) }),
    }),

    'property/list': operation({
      right: 'view',
      summary: {
        zh: '事件（或某个事件）的属性，或用户属性，及其类型',
        en: 'The properties of events (of one when named) or of people, with their types',
      },
      input: z.strictObject({ owner: z.enum(['event', 'person']), event: text.optional() }),
      output: z.strictObject({
        properties: z.array(listedProperty),
        total: z.int().describe('how many events or people there are that could have them'),
      }),
      run: (viewer, { owner, event }) => catalogue.properties(viewer, owner, event),
    }),

    'property/values': operation({
      right: 'view',
      summary: {
        zh: '一个属性最常见的、包含某段文字的值，用于提示',
        en: 'The most frequent values of a property that hold a text, for suggestions',
      },
      input: z.strictObject({
        owner: z.enum(['event', 'person']),
        name: text.min(1),
        event: text.optional(),
        search: text.optional(),
      }),
      output: z.strictObject({ values: z.array(z.strictObject({ value: z.string(), count: z.int() })) }),
      run: async (viewer, asked) => ({ values: await catalogue.values(viewer, asked) }),
    }),

    'catalogue/rename': operation({
      right: 'analyse',
      summary: {
        zh: '给事件和属性设置中英文显示名；不写则取消',
        en: 'Gives events and properties display names in Chinese and English; without words they lose them',
      },
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
      output: z.strictObject({ renamed: z.int() }),
      run: async ({ project }, { names }) => {
        await catalogue.rename(project.id, names);
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
