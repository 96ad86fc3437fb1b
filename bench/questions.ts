import type { Answered } from '#loop/ask';

/** What is asked, of everyone alike. */
export interface BenchQuestion {
  readonly name: string;
  readonly input: object;
  /** A point of the answer: its people are asked for instead. */
  readonly point?: object;
  /** The product's answer as rows of numbers, so that all answers can be compared. */
  readonly rows: (answered: Answered['answer']) => (string | number)[][];
  readonly duckdb: string;
  /** On the same engine, with the layout `ORDER BY (event, day, person, time)`. */
  readonly peer: string;
}

interface Weeks {
  readonly start: string;
  readonly from: string;
  readonly startsUntil: string;
  readonly returnsUntil: string;
  readonly days: number;
  readonly periods: number;
}

const weekly = {
  from: '2025-03-03',
  startsUntil: '2025-04-28',
  returnsUntil: '2025-06-16',
  days: 7,
  periods: 8,
};
const daily = {
  from: '2025-03-03',
  startsUntil: '2025-04-02',
  returnsUntil: '2025-04-16',
  days: 1,
  periods: 15,
};
const span = { from: '2025-03-01', to: '2025-04-29' };
const inSpan = `time >= '2025-03-01' AND time < '2025-04-30'`;

const retentionInput = ({ start, from, startsUntil, days, periods }: Weeks, entry = 'every') => ({
  kind: 'retention',
  span: { from, to: dayBefore(startsUntil) },
  unit: days === 7 ? 'week' : 'day',
  periods,
  entry,
  start: { event: start },
  return: { event: 'purchase' },
});

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

const periodInDuckdb = (from: string, days: number) =>
  `(date_diff('day', DATE '${from}', time::DATE) // ${days})::INTEGER`;
const periodInPeer = (from: string, days: number) =>
  `toUInt16(intDiv(toDate(time) - toDate('${from}'), ${days}))`;

/** Bits for periods: several times faster than joining starts with returns. */
const retentionInDuckdb = (w: Weeks) => `
  SELECT c, k, sum(n)::BIGINT AS n FROM (
    SELECT s, r, count(*) AS n FROM (
      SELECT person, bit_or(CASE WHEN event = '${w.start}' AND time < '${w.startsUntil}' THEN 1::UBIGINT << p ELSE 0 END) AS s,
        bit_or(CASE WHEN event = 'purchase' THEN 1::UBIGINT << p ELSE 0 END) AS r
      FROM (SELECT person, event, time, ${periodInDuckdb(w.from, w.days)} AS p FROM events
        WHERE event IN ('${w.start}', 'purchase') AND time >= '${w.from}' AND time < '${w.returnsUntil}')
      GROUP BY person) WHERE s > 0 GROUP BY s, r) AS people
  JOIN (SELECT range AS c FROM range(64)) ON s & (1::UBIGINT << c) > 0
  JOIN (SELECT range AS k FROM range(1, ${w.periods})) ON c + k < 64 AND r & (1::UBIGINT << (c + k)::INTEGER) > 0
  GROUP BY c, k ORDER BY c, k`;

const retentionInPeer = (w: Weeks) => `
  SELECT c, k, count() AS n FROM (
    SELECT person, groupUniqArrayIf(p, event = '${w.start}' AND time < '${w.startsUntil}') AS s,
      groupUniqArrayIf(p, event = 'purchase') AS r
    FROM (SELECT person, event, time, ${periodInPeer(w.from, w.days)} AS p FROM peer
      WHERE event IN ('${w.start}', 'purchase') AND time >= '${w.from}' AND time < '${w.returnsUntil}')
    GROUP BY person HAVING notEmpty(s))
  ARRAY JOIN s AS c
  ARRAY JOIN arrayMap(x -> x - c, arrayFilter(x -> x > c AND x < c + ${w.periods}, r)) AS k
  GROUP BY c, k ORDER BY c, k`;

const retentionRows: BenchQuestion['rows'] = (answer) =>
  (answer as { curves: { cohorts: { cells: { people: number }[] }[] }[] }).curves[0]!.cohorts.flatMap(
    ({ cells }, c) => cells.flatMap(({ people }, k) => (k === 0 || people === 0 ? [] : [[c, k, people]])),
  );

const funnel = (name: string, first: string): BenchQuestion => ({
  name,
  input: {
    kind: 'funnel',
    span,
    steps: [{ event: first }, { event: 'add_to_cart' }, { event: 'purchase' }],
    window: { n: 7, unit: 'day' },
  },
  rows: (answer) =>
    (answer as { groups: { steps: { people: number }[] }[] }).groups[0]!.steps.map(({ people }, i) => [
      i + 1,
      people,
    ]),
  duckdb: `
    WITH e AS (SELECT person, event, epoch_ms(time) AS t FROM events
        WHERE event IN ('${first}', 'add_to_cart', 'purchase') AND time >= '2025-03-01' AND time < '2025-05-07'),
      bought AS (SELECT *, min(CASE WHEN event = 'purchase' THEN t END)
        OVER (PARTITION BY person ORDER BY t ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS p FROM e),
      carted AS (SELECT person, event, t,
        min(CASE WHEN event = 'add_to_cart' THEN t END) OVER later AS c,
        min(CASE WHEN event = 'add_to_cart' THEN p END) OVER later AS p
        FROM bought WINDOW later AS (PARTITION BY person ORDER BY t ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)),
      levels AS (SELECT person, max(CASE WHEN p <= t + 604800000 THEN 3 WHEN c <= t + 604800000 THEN 2 ELSE 1 END) AS level
        FROM carted WHERE event = '${first}' AND t < epoch_ms(TIMESTAMP '2025-04-30') GROUP BY person)
    SELECT step, count(*)::BIGINT FROM levels JOIN (VALUES (1), (2), (3)) AS s(step) ON level >= step GROUP BY step ORDER BY step`,
  peer: `
    SELECT step, count() AS n FROM (
      SELECT person, windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(time)),
        event = '${first}' AND time < '2025-04-30', event = 'add_to_cart', event = 'purchase') AS level
      FROM peer WHERE event IN ('${first}', 'add_to_cart', 'purchase') AND time >= '2025-03-01' AND time < '2025-05-07'
      GROUP BY person HAVING level > 0)
    ARRAY JOIN range(1, level + 1) AS step GROUP BY step ORDER BY step`,
});

const retention = (name: string, weeks: Weeks): BenchQuestion => ({
  name,
  input: retentionInput(weeks),
  rows: retentionRows,
  duckdb: retentionInDuckdb(weeks),
  peer: retentionInPeer(weeks),
});

const trendBy = (name: string, event: string, property: string): BenchQuestion => ({
  name,
  input: { kind: 'trend', span, series: [{ event }], by: [{ property }] },
  rows: (answer) => {
    const { periods, lines } = answer as {
      periods: { label: string }[];
      lines: { group: string[]; values: number[] }[];
    };
    return lines
      .flatMap(({ group, values }) => values.map((n, i) => [periods[i]!.label, group[0]!, n]))
      .filter(([, , n]) => n !== 0)
      .sort(byText);
  },
  duckdb: `SELECT strftime(time::DATE, '%Y-%m-%d') AS d, v, n FROM (
    SELECT time::DATE AS time, ${property} AS v, count(*) AS n FROM events WHERE event = '${event}' AND ${inSpan} GROUP BY ALL)`,
  peer: `SELECT toString(d) AS day, v, n FROM (
    SELECT toDate(time) AS d, ${property} AS v, count() AS n FROM peer WHERE event = '${event}' AND ${inSpan} GROUP BY d, v)`,
});

const byText = (a: readonly unknown[], b: readonly unknown[]) => (`${a}` < `${b}` ? -1 : 1);
const cell = { ...weekly, start: 'app_open' };
const ever = { ...weekly, start: 'view' };

export const questions: readonly BenchQuestion[] = [
  retention('retention, weekly, app_open → purchase', { ...weekly, start: 'app_open' }),
  retention('retention, daily, view → purchase', { ...daily, start: 'view' }),
  funnel('funnel, app_open → cart → purchase', 'app_open'),
  funnel('funnel, view → cart → purchase', 'view'),
  trendBy('trend of purchase by city', 'purchase', 'city'),
  trendBy('trend of view by channel', 'view', 'channel'),
  {
    name: 'people a day, any event',
    input: { kind: 'trend', span, series: [{ event: '*', count: 'people' }] },
    rows: (answer) => {
      const { periods, lines } = answer as { periods: { label: string }[]; lines: { values: number[] }[] };
      return lines[0]!.values.map((n, i) => [periods[i]!.label, n]);
    },
    duckdb: `SELECT strftime(d, '%Y-%m-%d') AS day, n FROM (
      SELECT time::DATE AS d, count(DISTINCT person) AS n FROM events WHERE ${inSpan} GROUP BY d)`,
    peer: `SELECT toString(d) AS day, n FROM (
      SELECT toDate(time) AS d, uniqExact(person) AS n FROM peer WHERE ${inSpan} GROUP BY d)`,
  },
  {
    name: 'first-ever retention, view → purchase',
    input: retentionInput(ever, 'firstEver'),
    rows: retentionRows,
    duckdb: `
      WITH f AS (SELECT person, min(time) AS time FROM events WHERE event = 'view' GROUP BY person),
        s AS (SELECT person, ${periodInDuckdb(ever.from, 7)} AS c FROM f WHERE time >= '${ever.from}' AND time < '${ever.startsUntil}'),
        r AS (SELECT DISTINCT person, ${periodInDuckdb(ever.from, 7)} AS p FROM events
          WHERE event = 'purchase' AND time >= '${ever.from}' AND time < '${ever.returnsUntil}')
      SELECT c, p - c AS k, count(*) AS n FROM s JOIN r USING (person) WHERE p > c AND p < c + 8 GROUP BY c, k ORDER BY c, k`,
    peer: `
      SELECT c, k, count() AS n FROM (
        SELECT person, ${periodInPeer(ever.from, 7)} AS c FROM (
          SELECT person, min(time) AS time FROM peer WHERE event = 'view' GROUP BY person
          HAVING time >= '${ever.from}' AND time < '${ever.startsUntil}')) AS f
      INNER JOIN (SELECT person, groupUniqArray(${periodInPeer(ever.from, 7)}) AS r FROM peer
        WHERE event = 'purchase' AND time >= '${ever.from}' AND time < '${ever.returnsUntil}' GROUP BY person) AS e USING person
      ARRAY JOIN arrayMap(x -> x - c, arrayFilter(x -> x > c AND x < c + 8, r)) AS k
      GROUP BY c, k ORDER BY c, k`,
  },
  {
    name: 'people behind a cell of retention',
    input: retentionInput(cell),
    point: { cohort: 2, period: 3 },
    rows: () => [],
    duckdb: `SELECT count(*), sum(person % 1000003)::BIGINT FROM (SELECT person FROM events
      WHERE event IN ('app_open', 'purchase') AND time >= '2025-03-17' AND time < '2025-04-14' GROUP BY person
      HAVING bool_or(event = 'app_open' AND time < '2025-03-24') AND bool_or(event = 'purchase' AND time >= '2025-04-07'))`,
    peer: `SELECT count(), sum(person % 1000003) FROM (SELECT person FROM peer
      WHERE event IN ('app_open', 'purchase') AND time >= '2025-03-17' AND time < '2025-04-14' GROUP BY person
      HAVING countIf(event = 'app_open' AND time < '2025-03-24') > 0 AND countIf(event = 'purchase' AND time >= '2025-04-07') > 0)`,
  },
];
