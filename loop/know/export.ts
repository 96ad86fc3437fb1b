import { csvLine, csvStart } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Columns, ReadOptions } from '#lib/store';
import type { Scope } from '#loop/condition';
import { eachPeople, type PeopleQuery } from './people.ts';

/** People as CSV, a batch at a time: memory stays bounded whatever the number. */
export async function* csvOfPeople(
  columns: Columns,
  scope: Scope,
  query: Omit<PeopleQuery, 'limit' | 'offset'>,
  among?: Sql,
  options?: ReadOptions,
): AsyncGenerator<string> {
  yield csvStart + csvLine(['id', 'first_seen', 'last_seen', ...query.columns]);
  for await (const people of eachPeople(columns, scope, query, among, options))
    yield people
      .map(({ id, first, last, properties }) =>
        csvLine([id, first, last, ...query.columns.map((name) => properties[name])]),
      )
      .join('');
}
