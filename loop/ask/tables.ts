import type { ScopeTable } from '#loop/access';

/** The tables of who is in which segment. */
export const askTables: readonly ScopeTable[] = [
  { name: 'segment_members', shows: ['segment', 'edition'], ofPeople: true },
  { name: 'segment_editions', shows: ['segment', 'edition'], counted: true },
  { name: 'segment_lists', shows: ['list', 'id'] },
  { name: 'segment_changes', shows: ['segment', 'edition', 'inside'], ofPeople: true },
];
