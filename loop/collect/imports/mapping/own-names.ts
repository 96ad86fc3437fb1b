import type { Words } from '#lib/core';
import type { Database } from '#lib/store';
import { nameUnlessNamed, type OwnName } from '#loop/catalogue';
import type { Mapping } from './mapping.ts';

/**
 * The events we name ourselves. The name follows the file and not who imports it, so that colleagues of two languages
 * who import two months of the same export do not make two events of one; what is shown follows the reader.
 */
export const ownEvents = {
  order: { zh: '下单', en: 'order' },
  visit: { zh: '访问', en: 'visit' },
  other: { zh: '事件', en: 'event' },
} as const satisfies Record<string, Words>;

/** The property that a product of two columns becomes. */
export const AMOUNT = 'amount';
const amountWords: Words = { zh: '金额', en: 'amount' };

/** How many lines became one event. */
export const LINES = 'lines';
const linesWords: Words = { zh: '明细行数', en: 'lines' };

/** The names in a mapping that are ours, with their words in both languages. */
export function ownNames({ event, amount, sameKey }: Mapping): OwnName[] {
  const words = Object.values(ownEvents).find(({ zh, en }) => event === zh || event === en);
  return [
    ...(event !== null && words ? [{ kind: 'event' as const, name: event, words }] : []),
    ...(amount ? [{ kind: 'property' as const, name: AMOUNT, words: amountWords }] : []),
    ...(sameKey === 'lines' ? [{ kind: 'property' as const, name: LINES, words: linesWords }] : []),
  ];
}

/** Shows our names in the words of the reader, unless somebody called them otherwise. */
export async function titleOwnNames(database: Database, project: number, mapping: Mapping): Promise<void> {
  await nameUnlessNamed(database, project, ownNames(mapping));
}
