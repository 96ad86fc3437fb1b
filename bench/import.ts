import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sql, sql } from '#lib/sql';
import { openTestFiles } from '../loop/collect/imports/testing.ts';
import { ownTime, timeOf } from './processor-time.ts';
import { merged } from './product.ts';

/** Orders of a shop as such files come: six columns, two of them numbers. */
export const orders = (rows: number, path: string) => sql`INSERT INTO FUNCTION file(${path}, 'CSVWithNames')
SELECT concat('u', toString(cityHash64(number, 1) % 50000)) AS "会员号",
  toDateTime('2024-01-01 00:00:00', 'UTC') + intDiv(number * 31000000, ${sql.integer(rows)}) AS "下单时间",
  concat('P', toString(cityHash64(number, 2) % 2000)) AS "商品",
  ['北京','上海','广州','深圳','杭州','成都'][1 + cityHash64(number, 3) % 6] AS "城市",
  1 + cityHash64(number, 4) % 9 AS "件数", round(10 + (cityHash64(number, 5) % 49000) / 100, 2) AS "金额"
FROM numbers(${sql.integer(rows)}) SETTINGS engine_file_truncate_on_insert = 1`;

const typed = (path: string) =>
  sql`file(${path}, 'CSV', 'who String, moment DateTime(\\'UTC\\'), product String, city String, pieces UInt32, amount Float64')`;
const skipping = sql`SETTINGS input_format_csv_skip_first_lines = 1`;

const plain = (path: string) => sql`INSERT INTO plain_orders SELECT * FROM ${typed(path)} ${skipping}`;

const events = (
  path: string,
) => sql`INSERT INTO events (project, time, event, id, distinct_id, texts, numbers, source, received)
SELECT 1, moment, '下单', sipHash64('raw', rowNumberInAllBlocks()), who, map('商品', product, '城市', city),
  map('件数', toFloat64(pieces), '金额', amount), 'raw', now64(3) FROM ${typed(path)} ${skipping}`;

interface Cost {
  wall: number;
  processor: number;
}

/** One file of orders: into a plain table and into `events` by the bare engine, and by the product, in alternating rounds. */
export async function importBench(rows: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'linger-import-'));
  const product = await openTestFiles();
  const { warehouse, dataDir, files, viewer } = product;
  const path = join(dataDir, 'orders.csv');
  await warehouse.run(orders(rows, path));
  await warehouse.run(sql`CREATE TABLE plain_orders (who String, moment DateTime('UTC'), product String, city String,
    pieces UInt32, amount Float64) ENGINE = MergeTree ORDER BY (who, moment)`);
  const { pid } = (await warehouse.engine()) ?? { pid: 0 };
  const spent = () => ownTime() + timeOf(pid);
  const clear = async () => {
    await merged(warehouse);
    for (const table of ['plain_orders', 'events'])
      await warehouse.run(sql`TRUNCATE TABLE ${sql.name(table)}`);
  };
  const run = (statement: Sql) => () => warehouse.run(statement);
  const taken = await files.take(viewer, path);
  const { layout, mapping } = await files.propose(viewer, taken.id, {}, {});
  let round = 0;
  const ways: Record<string, () => Promise<unknown>> = {
    'bare, plain table': run(plain(path)),
    'bare, events': run(events(path)),
    product: async () => {
      const { entry } = await files.import(
        viewer,
        taken.id,
        layout,
        { ...mapping, event: `下单${round}` },
        true,
      );
      await files.runner.settled(entry.id);
      const { state, rejected } = await files.ledger.get(viewer.project.id, entry.id);
      if (state !== 'done' || rejected > 0) throw new Error(`${state}, ${rejected} rejected`);
    },
  };
  const best: Record<string, Cost> = {};
  for (; round < rounds; round++)
    for (const [name, way] of Object.entries(ways)) {
      await clear();
      const [clock, busy] = [performance.now(), spent()];
      await way();
      const cost = { wall: performance.now() - clock, processor: spent() - busy };
      const kept = best[name] ?? { wall: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
      best[name] = {
        wall: Math.min(kept.wall, cost.wall),
        processor: Math.min(kept.processor, cost.processor),
      };
      console.log(
        name.padEnd(20),
        Math.round(cost.wall),
        'ms by the clock',
        Math.round(cost.processor),
        'ms of processors',
      );
    }
  console.table(shares(best, rows));
  await product.close();
  await rm(folder, { recursive: true, force: true });
}

function shares(best: Readonly<Record<string, Cost>>, rows: number) {
  const product = best.product!;
  return Object.entries(best).map(([way, { wall, processor }]) => ({
    way,
    'rows a second': Math.round((rows / wall) * 1000),
    'µs of processors a row': Number(((processor * 1000) / rows).toFixed(2)),
    'product by the clock': Number((wall / product.wall).toFixed(2)),
    'product by processors': Number((processor / product.processor).toFixed(2)),
  }));
}
