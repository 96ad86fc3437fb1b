import { csvLine, csvStart, type Language } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Columns, ReadOptions } from '#lib/store';
import type { Naming, Scope } from '#loop/condition';
import { eachPeople, type PeopleQuery } from './people.ts';

/** In whose words the heads of the columns are. */
export interface Heads {
  readonly naming: Pick<Naming, 'property'>;
  readonly language: Language;
}

/** People as CSV, a batch at a time: memory stays bounded whatever the number. */
export async function* csvOfPeople(
  columns: Columns,
  scope: Scope,
  query: Omit<PeopleQuery, 'limit' | 'offset'>,
  { naming, language }: Heads,
  among?: Sql,
  options?: ReadOptions,
): AsyncGenerator<string> {
  const names = ['$id', '$first_seen', '$last_seen', ...query.columns];
  yield csvStart + csvLine(names.map((name) => naming.property('person', name)[language]));
  for await (const people of eachPeople(columns, scope, query, among, options))
    yield people
      .map(({ id, first, last, properties }) =>
        csvLine([id, first, last, ...query.columns.map((name) => properties[name])]),
      )
      .join('');
}
