import type { ScopeTable } from '#loop/access';

/** The tables of which people did what on which day. */
export const bitmapTables: readonly ScopeTable[] = [
  { name: 'person_numbers', shows: ['number', 'canonical', 'version'], ofPeople: true },
  { name: 'person_days', shows: ['event', 'day', 'version', 'people'] },
  { name: 'days_built', shows: ['zone', 'day', 'version', 'events', 'ids', 'named'] },
];
