import { z } from 'zod';
import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import { GivenName, type Scope } from '#loop/condition';

/** Which event is a purchase, and which of its properties say how much was paid. */
export const Purchase = z.strictObject({
  event: GivenName,
  amount: GivenName,
  currency: GivenName.optional(),
});
export type Purchase = z.output<typeof Purchase>;

/** What somebody bought in all. */
export const bought = z
  .strictObject({
    orders: z.int(),
    spent: z.number(),
    currency: z.string().nullable().describe('absent where purchases tell none, or several'),
    last: z.string().describe('the moment of the last purchase'),
  })
  .meta({ id: 'Bought' });
export type Bought = z.output<typeof bought>;

/** What each of some people bought; who bought nothing is left out. */
export async function boughtBy(
  warehouse: Warehouse,
  scope: Scope,
  people: readonly string[],
  { event, amount, currency }: Purchase,
  options?: ReadOptions,
): Promise<Map<string, Bought>> {
  if (people.length === 0) return new Map();
  const paidIn =
    currency === undefined ? sql`CAST(NULL AS Nullable(String))` : scope.eventProperty(currency, 'text');
  const rows = await warehouse.read<{
    person: string;
    orders: string;
    spent: number;
    currencies: string[];
    last: string;
  }>(
    sql`SELECT person, count() AS orders, sum(ifNull(${scope.eventProperty(amount, 'number')}, 0)) AS spent,
        groupUniqArray(2)(${paidIn}) AS currencies, max(time) AS last
      FROM ${scope.events} WHERE event = ${event} AND raw_person IN (${scope.members(people.map(BigInt))})
      GROUP BY person`,
    options,
  );
  return new Map(
    rows.map(({ person, orders, spent, currencies, last }) => {
      const one = currencies.length === 1 ? (currencies[0] ?? null) : null;
      return [person, { orders: Number(orders), spent, currency: one, last }];
    }),
  );
}
