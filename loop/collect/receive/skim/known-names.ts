import { keptAlone, keptSections } from '../context.ts';
import { reservedNames } from '../properties.ts';

/** What we look at of a message; each is known by its place in this list. */
export const fields = [
  'type',
  'messageId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
  'userId',
  'anonymousId',
  'event',
  'properties',
  'context',
] as const;
export type Field = (typeof fields)[number];
export const field = Object.fromEntries(fields.map((name, place) => [name, place])) as Record<Field, number>;

const inContext = [
  ...Object.entries(keptAlone),
  ...Object.values(keptSections).flatMap(Object.entries),
].flat();

/** The names that have a meaning, numbered. */
export const knownNames: readonly string[] = [
  ...new Set([...fields, ...reservedNames, ...Object.keys(keptSections), ...inContext]),
];

const numberOf = new Map(knownNames.map((name, number) => [name, number]));

/** For each known name, the number of the name under which it is kept; -1 when it is not. */
function keptUnder(names: Readonly<Record<string, string>>): Int32Array {
  const kept = new Int32Array(knownNames.length).fill(-1);
  for (const [name, under] of Object.entries(names)) kept[numberOf.get(name)!] = numberOf.get(under)!;
  return kept;
}

/** What is kept of the context itself. */
export const keptOfContext = keptUnder(keptAlone);

/** What is kept of each section of the context, by the number of its name. */
export const keptOfSection: readonly (Int32Array | undefined)[] = knownNames.map((name) => {
  const section = keptSections[name];
  return section && keptUnder(section);
});

export const isReserved: readonly boolean[] = knownNames.map((name) => reservedNames.has(name));
