import { z } from 'zod';
import { moment, words } from '#lib/operation';

/** What operations on definitions answer. */

const link = {
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  folder: z.string(),
  page: z.string().describe('the path of its page'),
};

/** A definition as a line of a list. */
export const listedShape = z
  .strictObject({
    ...link,
    version: z.int(),
    owner: z.string().describe('who made it'),
    created: z.iso.datetime(),
    changed: z.iso.datetime(),
    changedBy: z.string(),
    trashed: z.iso.datetime().nullable(),
    trashedBy: z.string().nullable(),
    may: z.enum(['view', 'edit', 'own']),
    favourite: z.boolean(),
    shared: z.boolean().describe('somebody else than its owner and the owners of the project sees it'),
    about: words.nullable(),
  })
  .meta({ id: 'ListedDefinition' });

const body: z.ZodType<object> = z.looseObject({}).describe('in the shape of its kind');

/** A definition whole. */
export const wholeShape = z.strictObject({ ...listedShape.shape, body }).meta({ id: 'Definition' });

/** Definitions that use one or are used by it. */
export const touchesShape = z
  .strictObject({
    definitions: z.array(z.strictObject(link).meta({ id: 'DefinitionLink' })),
    hidden: z.int().describe('how many more there are that you may not see'),
  })
  .meta({ id: 'Touches' });

/** A definition that was just kept, and what that touches. */
export const savedShape = z
  .strictObject({ ...wholeShape.shape, touches: touchesShape })
  .meta({ id: 'SavedDefinition' });

/** One thing that is different between two versions. */
export const changeShape = z
  .strictObject({ field: words, before: words.nullable(), after: words.nullable() })
  .meta({ id: 'Change' });

/** A version, and what it changed. */
export const versionShape = z.strictObject({
  version: z.int(),
  name: z.string(),
  author: z.string(),
  at: moment,
  restored: z.int().nullable().describe('the older version whose state it keeps again'),
  difference: z.array(changeShape),
});
