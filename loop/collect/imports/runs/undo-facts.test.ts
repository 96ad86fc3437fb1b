import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#lib/core';
import { sql } from '#lib/sql';
import { Scopes } from '#loop/access';
import { collectTables } from '../../tables.ts';
import { openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

const tell = (user: string, name: string, text: string, moment: string) =>
  product.warehouse.run(sql`INSERT INTO person_properties (project, name, person, text, version)
    SELECT ${sql.typed('UInt32', product.viewer.project.id)}, ${name}, sipHash64(${sql.typed('UInt32', product.viewer.project.id)}, ${user}), ${text},
      toUInt64(4611686018427387904 + ${new Date(moment).getTime()})`);

const known = async (at?: string) => {
  const scopes = new Scopes(product.warehouse, collectTables, systemClock);
  const now = await scopes.scopeOf(product.viewer);
  const scope = at ? now.at(new Date(at)) : now;
  const rows = await product.warehouse.read<{ name: string; value: string; people: string }>(
    sql`SELECT 'level' AS name, value, count() AS people FROM ${scope.personProperty('level', 'text')} GROUP BY value
      UNION ALL SELECT 'town' AS name, value, count() AS people FROM ${scope.personProperty('town', 'text')} GROUP BY value`,
  );
  return Object.fromEntries(rows.map(({ name, value, people }) => [`${name} ${value}`, Number(people)]));
};

it('takes back what an import told of people, and lets hold again what was known before', async () => {
  await tell('u1', 'level', 'silver', '2024-01-01');
  await tell('u2', 'level', 'bronze', '2024-01-01');
  const before = await known();
  expect(before).toEqual({ 'level silver': 1, 'level bronze': 1 });
  const path = await product.write(
    'people.csv',
    'user_id,level,town\nu1,gold,上海\nu2,gold,成都\nu3,gold,成都\n',
  );
  const run = await product.run(path);
  expect(await known()).toEqual({ 'level gold': 3, 'town 上海': 1, 'town 成都': 2 });
  expect(await known('2024-06-01')).toEqual(before);
  // told later: it stays
  await tell('u2', 'level', 'platinum', '2030-01-01');
  await product.warehouse.run(sql`OPTIMIZE TABLE person_properties FINAL`);
  await product.files.remove(product.viewer, run.id);
  await product.files.runner.settled(run.id);
  expect(await known()).toEqual({ 'level silver': 1, 'level platinum': 1 });
  expect(await known('2027-06-01')).toEqual(before);
  const [left] = await product.warehouse.read<{ n: string }>(
    sql`SELECT count() AS n FROM person_property_history WHERE source = ${`file:${run.id}`}`,
  );
  expect(left?.n).toBe('0');
}, 60_000);
