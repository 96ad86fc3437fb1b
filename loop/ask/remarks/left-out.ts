import type { Words } from '#lib/core';
import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Interval, Scope, Uses } from '#loop/condition';

/** Says how many values of a question's properties could not be counted, since they are no numbers. */
export async function leftOut(
  warehouse: Warehouse,
  { scope, from, to }: Interval & { readonly scope: Scope },
  { events, properties }: Pick<Uses, 'events' | 'properties'>,
  options?: ReadOptions,
): Promise<Words[]> {
  const numeric = properties.filter(({ asNumber }) => asNumber);
  const told = await Promise.all(
    numeric.map(async ({ of, name }) => {
      const [row] = await warehouse.read<{ n: string }>(
        of === 'event'
          ? sql`SELECT count() AS n FROM ${scope.events} WHERE time >= ${from} AND time < ${to} AND time <= ${scope.now}
              ${events.length > 0 ? sql`AND event IN ${[...events]}` : sql.empty}
              AND (mapContains(texts, ${name}) OR mapContains(times, ${name})) AND NOT mapContains(numbers, ${name})`
          : sql`SELECT count() AS n FROM ${scope.personProperty(name, 'label')}
              WHERE person NOT IN (SELECT person FROM ${scope.personProperty(name, 'number')})`,
        options,
      );
      return { name, of, n: Number(row?.n ?? 0) };
    }),
  );
  return told
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => ({
      zh: `「${name}」有 ${n.toLocaleString('en-US')} 个值不是数字，没有计入。`,
      en: `Left out: ${n.toLocaleString('en-US')} ${n === 1 ? 'value of' : 'values of'} “${name}” ${n === 1 ? 'that is no number' : 'that are no numbers'}.`,
    }));
}
