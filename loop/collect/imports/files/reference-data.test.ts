import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestFiles } from '../testing.ts';

const shared = process.env.LINGER_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const present = existsSync(`${shared}/data`);
if (!present) console.warn(`skipped: no reference data in ${shared}`);

describe.skipIf(!present)('reference data, imported as proposed', () => {
  let product: Awaited<ReturnType<typeof openTestFiles>>;
  beforeAll(async () => {
    product = await openTestFiles();
  });
  afterAll(() => product.close());

  it('finds 69,659 purchases of 23,570 people in CDNOW, columns parted by blanks', async () => {
    const done = await product.run(`${shared}/data/cdnow/CDNOW_master.txt`);
    expect(done).toMatchObject({ state: 'done', rows: 69_659, rejected: 0 });
    expect(await product.count(done.id)).toEqual({ rows: 69_659, ids: 69_659, people: 23_570 });
    const [first] = await product.events(done.id);
    expect(first).toMatchObject({
      person: '00001',
      time: '1997-01-01T00:00:00.000Z',
      numbers: { dollar_value: 11.77, number_of_cds: 1 },
    });
  });

  it('finds 4,339 known customers and their revenue in Online Retail, and counts the rows without one', async () => {
    const path = `${shared}/data/online_retail/online_retail_2010_2011_positive.parquet`;
    const proposed = await product.propose(path);
    expect(proposed.mapping.amount).toEqual({ quantity: 'Quantity', price: 'UnitPrice' });
    const done = await product.run(path);
    expect(done).toMatchObject({ state: 'done', rows: 531_282, events: 18_536, known: 0, rejected: 133_358 });
    // 397,924 lines
    expect(await product.count(done.id)).toMatchObject({ rows: 18_536, people: 4339 });
    const [sum] = await product.warehouse.read<{ revenue: number }>(
      sql`SELECT round(sum(numbers['amount']), 2) AS revenue FROM events WHERE source = ${`file:${done.id}`}`,
    );
    // 10,655,622.48 with the rows of customer 0, who spent 1,744,214.58
    expect(sum?.revenue).toBeCloseTo(8_911_407.9, 1);
  }, 120_000);

  it('takes a file without times for what is known of people', async () => {
    const done = await product.run(`${shared}/data/telco/Telco-Customer-Churn.csv`);
    expect(done).toMatchObject({ state: 'done', rows: 7043, rejected: 0 });
    const [known] = await product.warehouse.read<{ people: string; charges: number }>(
      sql`SELECT toString(uniqExact(person)) AS people, round(sum(number), 2) AS charges FROM person_properties FINAL WHERE name = 'MonthlyCharges'`,
    );
    expect(known).toEqual({ people: '7043', charges: 456_116.6 });
  });
});
