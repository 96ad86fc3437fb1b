import { associationRules, type Baskets, basketsOf, fpGrowth } from '#lib/science';
import { readParquet, reference } from '../../lib/science/testing/reference-data.ts';
import { atMost, type Line, type Section, timed } from './section.ts';

/** Frequent sets and rules held against the counts of an independent miner. */
export const patterns: Section = {
  title: 'Patterns',
  about:
    'Online Retail, invoices as baskets of distinct product codes that start with a digit; rules with one product on the right and confidence from 0.5. The reference counts are of an independent tid-set miner.',
  async *lines() {
    const file = reference('data/online_retail/online_retail_2010_2011_positive.parquet');
    if (!file) return;
    for (const [country, support, sets, rules] of [
      ['France', 0.07, 63, 26],
      ['France', 0.05, 117, 44],
      ['Germany', 0.07, 26, 4],
      ['Germany', 0.05, 60, 8],
      ['United Kingdom', 0.02, 376, 62],
      ['United Kingdom', 0.01, 1996, 945],
    ] as const)
      yield* held(await basketsIn(file, country), country, support, sets, rules);
  },
};

async function* held(
  baskets: Baskets,
  country: string,
  support: number,
  sets: number,
  rules: number,
): AsyncGenerator<Line> {
  const count = baskets.starts.length - 1;
  const { seconds, answer } = await timed(() => fpGrowth(baskets, { support: support }));
  const found = associationRules(answer, count, 0.5, 1);
  yield {
    what: `${country}, ${count.toLocaleString('en')} baskets, support ${support}`,
    wanted: `${sets} sets, ${rules} rules`,
    ours: `${answer.length} sets, ${found.length} rules`,
    met: answer.length === sets && found.length === rules,
  };
  if (support === 0.01) yield atMost(`FP-growth, ${country}, support ${support}`, seconds, 3, ' s');
}

async function basketsIn(file: string, country: string): Promise<Baskets> {
  const rows = await readParquet(
    `SELECT list(DISTINCT StockCode) AS items FROM '${file}'
     WHERE Country = '${country}' AND regexp_matches(StockCode, '^[0-9]') GROUP BY InvoiceNo`,
  );
  return basketsOf(rows.map(({ items }) => items as string[]));
}
