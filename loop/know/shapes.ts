import { z } from 'zod';
import { bought } from './face/purchase.ts';

/** What operations on people answer. */

const properties = z.record(z.string(), z.string());
const seen = { first: z.string(), last: z.string() };
const person = z.string().describe('number of the person, as text: 64 bits');
const listedPerson = z
  .strictObject({
    person,
    id: z.string().describe('the id the person is known by outside'),
    ...seen,
    properties: properties.describe('the properties asked for that the person has'),
    bought: bought.optional(),
  })
  .meta({ id: 'Person' });

/** A page of people, and how many there are in all. */
export const peoplePage = z
  .strictObject({ people: z.array(listedPerson), total: z.int() })
  .meta({ id: 'PeoplePage' });

/** Everything known of one person but the events. */
export const profile = z.strictObject({
  person,
  id: z.string(),
  ...seen,
  events: z.int(),
  properties,
  identities: z.array(z.strictObject({ id: z.string(), ...seen, events: z.int() })),
  merges: z
    .array(z.strictObject({ time: z.string(), kind: z.string(), from: z.string(), into: z.string() }))
    .describe('when and why ids were joined or taken apart, oldest first'),
});

/** One event on the timeline of a person. */
export const happening = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    time: z.string(),
    source: z.string(),
    distinctId: z.string(),
    texts: properties,
    numbers: z.record(z.string(), z.number()),
    times: properties,
  })
  .meta({ id: 'Happening' });
