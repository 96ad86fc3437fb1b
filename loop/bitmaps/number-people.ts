import { type Sql, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { Scope } from '#loop/condition';

const INTO = sql`INSERT INTO person_numbers (project, person, number, canonical, version)`;

interface Given {
  readonly project: number;
  readonly scope: Scope;
  /** Numbers up to this one are taken. */
  readonly last: number;
  readonly version: number;
}

/**
 * Gives numbers to the people of some events, or of all, who have none: whose they are now, that person's number, unless it is
 * one of `moved`. Gives how many.
 */
export async function numberPeople(
  warehouse: Warehouse,
  given: Given,
  where: Sql | undefined,
  moved: readonly number[],
): Promise<number> {
  const { events, numbers } = given.scope;
  // by person alone, the engine finds everybody in its projection of people
  const some = where ? sql`WHERE ${where}` : sql``;
  // numbers of the few who are looked at are found by their key
  const theirs = where ? sql`WHERE raw_person IN (SELECT raw_person FROM ${events} ${some})` : sql``;
  const fresh = sql`SELECT did.raw_person AS raw_person, did.person AS person
    FROM (SELECT raw_person, any(person) AS person FROM ${events} ${some} GROUP BY raw_person) AS did
    LEFT ANTI JOIN (SELECT raw_person FROM ${numbers} ${theirs}) AS numbers ON did.raw_person = numbers.raw_person`;
  const standing = moved.length > 0 ? sql`NOT has(${[...moved]}, number)` : sql`1`;
  const { written } = await warehouse.run(sql`${INTO} ${numbered(given, fresh, standing)}`, { touches: [] });
  return written;
}

/** Gives people of some numbers new ones, or those of whom they are now. Their days must have been taken back before. */
export async function renumber(
  warehouse: Warehouse,
  given: Given,
  numbers: readonly number[],
): Promise<void> {
  const affected = sql`has(${[...numbers]}, number)`;
  const some = sql`SELECT raw_person, person FROM ${given.scope.numbers} WHERE ${affected}`;
  await warehouse.run(sql`${INTO} ${numbered(given, some, sql`NOT ${affected}`)}`, { touches: [] });
}

/** `people`: a select of `raw_person` and `person`; `standing` says whose numbers may be taken over. */
function numbered({ project, scope, last, version }: Given, people: Sql, standing: Sql): Sql {
  return sql`SELECT toUInt32(${sql.integer(project)}), raw_person,
      toUInt32(if(known = 0, ${sql.integer(last)} + rank, known)), whose, ${sql.typed('UInt64', version)}
    FROM (SELECT raw_person, fresh.person AS whose, standing.lowest AS known,
        dense_rank() OVER (PARTITION BY known = 0 ORDER BY whose) AS rank
      FROM (${people}) AS fresh
      LEFT JOIN (SELECT canonical, min(number) AS lowest FROM ${scope.numbers}
        WHERE ${standing} AND canonical IN (SELECT person FROM (${people})) GROUP BY canonical) AS standing
      ON fresh.person = standing.canonical)`;
}

/** The highest number that was given, and the highest version under which any was. */
export async function lastNumber(
  warehouse: Warehouse,
  scope: Scope,
): Promise<{ last: number; version: number }> {
  const [row] = await warehouse.read<{ last: number; newest: string }>(
    sql`SELECT max(number) AS last, max(version) AS newest FROM ${scope.numbers}`,
  );
  return { last: Number(row?.last ?? 0), version: Number(row?.newest ?? 0) };
}
