import type { ScopeTable } from '#loop/access';

/** The tables of what happened and of whom we know, as scopes show them. */
export const collectTables: readonly ScopeTable[] = [
  {
    name: 'events',
    shows: ['time', 'event', 'id', 'distinct_id', 'texts', 'numbers', 'times', 'source', 'received'],
    ofPeople: true,
    counted: true,
  },
  { name: 'known_people', shows: ['first', 'last', 'distinct_id'], ofPeople: true },
  {
    name: 'person_properties',
    shows: ['name', 'text', 'number', 'moment', 'gone', 'version'],
    ofPeople: true,
    counted: true,
  },
  {
    name: 'person_property_history',
    shows: ['name', 'text', 'number', 'moment', 'gone', 'version', 'last'],
    ofPeople: true,
  },
  {
    name: 'merge_log',
    shows: ['time', 'kind', 'from_id', 'into_id'],
    ofPeople: true,
    counted: true,
    // a merge that was noted again after a crash is one
    distinct: true,
  },
  { name: 'rejects', shows: ['received', 'source', 'line', 'reason', 'times', 'raw'] },
  // of who is who: looked up and written by `identity/` alone
  { name: 'known_users', shows: [], ofPeople: true },
  { name: 'identity_links', shows: [], ofPeople: true },
  { name: 'merge_roots', shows: [], ofPeople: true },
  // keeps nothing: rows of files pass through it
  { name: 'file_rows', shows: [] },
];
