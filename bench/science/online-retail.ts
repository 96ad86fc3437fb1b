import { type History, type RankingCase, type Sparse, sparse } from '#lib/science';
import { readColumns, readParquet, reference } from '../../lib/science/testing/reference-data.ts';

/** Online Retail by the protocol of the reference results: who bought which product first when; each person's last one held back. */
export interface LeaveOneOutRetail {
  readonly history: History;
  readonly people: number;
  readonly items: number;
  readonly train: Sparse;
  /** Rows of the history to learn from, those of a person in the order of time. */
  readonly trainRows: Uint32Array;
  /** Ranked among 99 fixed products that the person never had. */
  readonly sampled: readonly RankingCase[];
  /** Ranked among all products that the person had not had. */
  readonly full: readonly RankingCase[];
}

/** Undefined where the data are not there. */
export async function onlineRetail(): Promise<LeaveOneOutRetail | undefined> {
  const data = reference('data/online_retail/online_retail_2010_2011_positive.parquet');
  const negatives = reference('refs/online_retail_loo_negatives.csv.gz');
  if (!data || !negatives) return undefined;
  const rows = await readParquet(firstPurchases(data));
  const code = (names: string[]) => new Map([...new Set(names)].sort().map((name, at) => [name, at]));
  const people = code(rows.map((row) => String(row.person)));
  const items = code(rows.map((row) => String(row.item)));
  const history = {
    people: Uint32Array.from(rows, (row) => people.get(String(row.person))!),
    items: Uint32Array.from(rows, (row) => items.get(String(row.item))!),
    times: Float64Array.from(rows, (row) => Number(row.time)),
  };
  const lastRow = new Map<number, number>();
  for (const [at, person] of history.people.entries()) lastRow.set(person, at);
  const held = new Set(lastRow.values());
  const trainRows = Uint32Array.from(rows.keys()).filter((at) => !held.has(at));
  const train = sparse(
    people.size,
    items.size,
    trainRows.map((at) => history.people[at]!),
    trainRows.map((at) => history.items[at]!),
  );
  const table = readColumns(negatives);
  return {
    history,
    people: people.size,
    items: items.size,
    train,
    trainRows,
    full: [...lastRow].map(([person, at]) => ({ person, relevant: [history.items[at]!] })),
    sampled: negativesOf(table).map(([name, others]) => {
      const person = people.get(name)!;
      return {
        person,
        relevant: [history.items[lastRow.get(person)!]!],
        others: others.map((item) => items.get(item)!),
      };
    }),
  };
}

function negativesOf(table: Record<string, string[]>): [person: string, others: string[]][] {
  const names = Object.keys(table).filter((name) => /^n\d+$/.test(name));
  return table.customer!.map((person, at) => [person, names.map((name) => table[name]![at]!)]);
}

/** Rows in the order of person, time and product code. */
function firstPurchases(file: string): string {
  return `
    WITH pairs AS (
      SELECT CAST(CAST(CustomerID AS BIGINT) AS VARCHAR) AS person, StockCode AS item, min(InvoiceDate) AS bought
      FROM '${file}' WHERE CustomerID IS NOT NULL AND regexp_matches(StockCode, '^[0-9]') GROUP BY ALL
    ), active AS (
      SELECT * FROM pairs WHERE person IN (SELECT person FROM pairs GROUP BY person HAVING count(*) >= 5)
    )
    SELECT person, item, epoch_ms(CAST(bought AS TIMESTAMP)) AS time FROM active
    WHERE item IN (SELECT item FROM active GROUP BY item HAVING count(*) >= 5)
    ORDER BY person, bought, item`;
}
