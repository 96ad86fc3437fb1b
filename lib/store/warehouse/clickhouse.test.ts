import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sql, sql } from '#lib/sql';
import { openTestWarehouse } from '../testing/stores.ts';

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>;
beforeAll(async () => {
  warehouse = await openTestWarehouse();
});
afterAll(() => warehouse.close());

const slow = sql`/* slow */ SELECT count() AS n FROM numbers_mt(30000000000) WHERE sipHash64(number) % 7 = 1`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const slowOnes = async () =>
  (
    await warehouse.read(
      sql`SELECT 1 FROM system.processes WHERE query LIKE ${'%/* slow */%'} AND query NOT LIKE '%processes%'`,
    )
  ).length;

async function raw(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
  const engine = await warehouse.engine();
  if (!engine) throw new Error('no engine');
  const headers = { 'X-ClickHouse-User': 'default', 'X-ClickHouse-Key': engine.password, ...init.headers };
  return fetch(`${engine.url}${path}${path.includes('?') ? '&' : '?'}database=${engine.database}`, {
    ...init,
    headers,
  });
}

describe('bound values', () => {
  const hostile = [
    '',
    "'",
    '\\',
    "\\'",
    '\n\t\r\b\f\0',
    '{p0:String}',
    '`"--/*',
    '\\N',
    '中文 🦊',
    "'); DROP TABLE x; --",
    '$$',
    '%00',
    'a\\nb',
  ];

  it.each(hostile)('brings %j back as it went in, alone and in an array', async (text) => {
    const [row] = await warehouse.read<{ one: string; many: string[]; same: boolean }>(
      sql`SELECT ${text} AS one, ${[text, text + 'x']} AS many, ${sql.typed('Nullable(String)', text)} = ${text} AS same`,
    );
    expect(row).toEqual({ one: text, many: [text, `${text}x`], same: 1 });
  });

  it('keeps every type and digit', async () => {
    const at = new Date('2024-02-29T23:59:59.123Z');
    const [row] =
      await warehouse.read(sql`SELECT ${9007199254740991} AS int, ${2n ** 64n - 1n} AS big, ${-0.1} AS float,
      ${true} AS yes, ${null} AS nothing, ${at} AS moment, ${[1, 2.5]} AS floats, ${[2n ** 63n]} AS bigs,
      ${sql.typed('Date', '2024-02-29')} AS day, ${[] as string[]} AS empty, toTypeName(${7}) AS type`);
    expect(row).toEqual({
      int: '9007199254740991',
      big: '18446744073709551615',
      float: -0.1,
      yes: true,
      nothing: null,
      moment: '2024-02-29T23:59:59.123Z',
      floats: [1, 2.5],
      bigs: ['9223372036854775808'],
      day: '2024-02-29',
      empty: [],
      type: 'Int64',
    });
  });

  it('leaves holes in quotes and comments alone', async () => {
    const [row] = await warehouse.read(
      sql`SELECT '{p0:String}' AS quoted, ${'x'} AS "a{p0:String}" /* {p9:String} */ -- {p8:String}`,
    );
    expect(row).toEqual({ quoted: '{p0:String}', 'a{p0:String}': 'x' });
  });

  it('does not mix the values of questions asked at once', async () => {
    const numbers = Array.from({ length: 60 }, (_, i) => i);
    const answers = await Promise.all(
      numbers.map((n) =>
        warehouse.read<{ n: string; s: string }>(sql`SELECT ${n} AS n, ${`s${n}`} AS s, sleep(0.01)`),
      ),
    );
    expect(answers.map(([row]) => [row?.n, row?.s])).toEqual(numbers.map((n) => [String(n), `s${n}`]));
  });

  it('takes twenty thousand values in one list', async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `person-${i}`);
    expect(
      await warehouse.read(
        sql`SELECT countIf(has(${ids}, concat('person-', toString(number)))) AS n FROM numbers(7)`,
      ),
    ).toEqual([{ n: '7' }]);
  });
});

describe('settings', () => {
  it('end with their question', async () => {
    const ask = () =>
      warehouse.read(
        sql`SELECT getSetting('max_execution_time') AS seconds, getSetting('max_memory_usage') AS bytes`,
      );
    const before = await ask();
    await warehouse.read(sql`SELECT 1`, { seconds: 2, bytes: 50_000_000 });
    await warehouse.run(sql`SET max_threads = 1, max_execution_time = 1`);
    await warehouse.run(sql`USE system`);
    expect(await ask()).toEqual(before);
    expect(await warehouse.read(sql`SELECT currentDatabase() LIKE 'test_%' AS here`)).toEqual([{ here: 1 }]);
  });

  it('stop a question at its time', async () => {
    await expect(warehouse.read(slow, { seconds: 1 })).rejects.toMatchObject({ code: 'store.took-too-long' });
  });

  it('stop a question at its memory, and the engine lives on', async () => {
    const pid = (await warehouse.engine())?.pid;
    const greedy = sql`SELECT groupArray(number) AS all FROM numbers(100000000)`;
    await expect(warehouse.read(greedy, { bytes: 100_000_000 })).rejects.toMatchObject({
      code: 'store.out-of-memory',
      status: 507,
    });
    expect(await warehouse.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    expect((await warehouse.engine())?.pid).toBe(pid);
  });
});

describe('many at once', () => {
  it('answers a quick question while slow ones run', async () => {
    const stop = new AbortController();
    const scalar = sql`WITH (SELECT count() FROM numbers_mt(30000000000) WHERE sipHash64(number) % 7 = 1) AS n SELECT n /* slow */`;
    let ended = 0;
    const running = [slow, scalar].map((statement) =>
      warehouse
        .read(statement, { signal: stop.signal })
        .catch((e: unknown) => e)
        .finally(() => ended++),
    );
    await pause(300);
    await warehouse.read(sql`SELECT 1`);
    expect(ended).toBe(0);
    stop.abort();
    for (const fault of await Promise.all(running)) expect(fault).toMatchObject({ code: 'store.cancelled' });
    await expect.poll(slowOnes, { timeout: 5000 }).toBe(0);
  });

  it('stops the engine work of a question nobody waits for', async () => {
    const stop = new AbortController();
    const asked = warehouse.read(slow, { signal: stop.signal });
    await expect.poll(slowOnes).toBe(1);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'store.cancelled' });
    await expect.poll(slowOnes, { timeout: 3000 }).toBe(0);
  });

  it('answers and stops while more statements run than the engine has threads for', async () => {
    const stop = new AbortController();
    const sleepers = Array.from({ length: 60 }, () =>
      warehouse
        .run(
          sql`/* slow */ INSERT INTO FUNCTION null('n UInt8') SELECT sleepEachRow(0.2) FROM numbers(300) SETTINGS max_block_size = 1`,
          { signal: stop.signal },
        )
        .catch((fault: unknown) => fault),
    );
    await expect.poll(slowOnes, { timeout: 10_000 }).toBeGreaterThan(10);
    expect(await warehouse.read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    stop.abort();
    for (const fault of await Promise.all(sleepers)) expect(fault).toMatchObject({ code: 'store.cancelled' });
    await expect.poll(slowOnes, { timeout: 5000 }).toBe(0);
  });

  it('stops a question that is given up at the moment it is asked', async () => {
    const scalar = sql`WITH (SELECT count() FROM numbers_mt(30000000000) WHERE sipHash64(number) % 7 = 1) AS n SELECT n /* slow */`;
    for (const ms of [0, 1, 2, 4, 8, 16]) {
      const asked = warehouse.read(scalar, { signal: AbortSignal.timeout(ms) });
      await expect(asked).rejects.toMatchObject({ code: 'store.cancelled' });
    }
    await expect.poll(slowOnes, { timeout: 5000 }).toBe(0);
  });

  it('stops the engine work when a reader leaves an answer early', async () => {
    for await (const row of warehouse.each<{ number: string }>(
      sql`/* slow */ SELECT number FROM numbers(100000000000)`,
    )) {
      if (row.number === '100000') break;
    }
    await expect.poll(slowOnes, { timeout: 3000 }).toBe(0);
  });
});

describe('rows in', () => {
  it('streams a body of many megabytes and reads it back row by row', async () => {
    await warehouse.run(sql`CREATE TABLE streamed (a UInt64, b String) ENGINE = MergeTree ORDER BY a`);
    const lines = function* () {
      for (let i = 0; i < 300_000; i++) yield `{"a":${i},"b":"${'x'.repeat(40)}\\n${i}"}\n`;
    };
    await warehouse.insert('streamed', Readable.from(lines(), { objectMode: false }), {
      format: 'JSONEachRow',
    });
    let count = 0;
    let sum = 0;
    for await (const row of warehouse.each<{ a: string; b: string }>(sql`SELECT * FROM streamed`)) {
      count++;
      sum += Number(row.a) + (row.b.endsWith(`\n${row.a}`) ? 0 : 1);
    }
    expect([count, sum]).toEqual([300_000, (300_000 * 299_999) / 2]);
  });

  it('writes a repeated token once, in tables and in the views on them', async () => {
    await warehouse.run(
      sql`CREATE TABLE once (a UInt64) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 100`,
    );
    await warehouse.run(
      sql`CREATE TABLE sums (n UInt64) ENGINE = SummingMergeTree ORDER BY tuple() SETTINGS non_replicated_deduplication_window = 100`,
    );
    await warehouse.run(sql`CREATE MATERIALIZED VIEW once_sums TO sums AS SELECT sum(a) AS n FROM once`);
    const body = Buffer.from('{"a":1}\n{"a":2}');
    for (const token of ['t1', 't1', 't2'])
      await warehouse.insert('once', body, { format: 'JSONEachRow', token });
    expect(await warehouse.read(sql`SELECT count() AS n, (SELECT sum(n) FROM sums) AS s FROM once`)).toEqual([
      { n: '4', s: '6' },
    ]);
  });

  it.each([
    ['CSV', '"a\n\n;b",1\n",;""",2\n'],
    ['TSV', '\t1\n;\\n\t2\n'],
    ['JSONCompactEachRow', '["a;\\n",1]\n["",2]'],
  ] as const)('reads %s with blanks and line ends in odd places', async (format, body) => {
    await warehouse.run(
      sql`CREATE OR REPLACE TABLE odd (s String, extra UInt8 DEFAULT 7, n UInt8) ENGINE = Memory`,
    );
    await warehouse.insert('odd', Buffer.from(body), { format, columns: ['s', 'n'] });
    expect(await warehouse.read(sql`SELECT sum(n) AS n, sum(extra) AS e FROM odd`)).toEqual([
      { n: '3', e: '14' },
    ]);
  });

  it('says what is wrong with rows that do not fit', async () => {
    const bad = Buffer.from('{"s":"x","n":"no number"}\n');
    await expect(warehouse.insert('odd', bad, { format: 'JSONEachRow' })).rejects.toMatchObject({
      code: 'store.bad-rows',
      status: 400,
    });
    await expect(warehouse.insert('nowhere', bad, { format: 'JSONEachRow' })).rejects.toMatchObject({
      code: 'store.unknown-table',
    });
  });
});

describe("ClickHouse's HTTP interface", () => {
  it('asks for the password everywhere but at /ping', async () => {
    const engine = await warehouse.engine();
    expect((await fetch(`${engine?.url}/ping`)).status).toBe(200);
    const refused = await fetch(`${engine?.url}/?query=SELECT+1`);
    expect([refused.status, refused.headers.get('x-clickhouse-exception-code')]).toEqual([403, '516']);
    const basic = { Authorization: `Basic ${btoa(`default:${engine?.password}`)}` };
    expect(await (await fetch(`${engine?.url}/?query=SELECT+1`, { headers: basic })).text()).toBe('1\n');
    expect(
      await (await fetch(`${engine?.url}/?query=SELECT+1&user=default&password=${engine?.password}`)).text(),
    ).toBe('1\n');
  });

  it('takes text in the address, in the body, and split over both', async () => {
    expect(await (await raw('/?query=SELECT+1+FORMAT+JSONCompact')).json()).toMatchObject({
      data: [[1]],
      rows: 1,
    });
    expect(await (await raw('/', { method: 'POST', body: 'SELECT 2;\n' })).text()).toBe('2\n');
    expect(await (await raw('/?query=SELECT', { method: 'POST', body: ' 3' })).text()).toBe('3\n');
    expect((await raw('/', { method: 'POST', body: '' })).status).toBe(400);
    const described = await raw('/?default_format=JSONEachRow', {
      method: 'POST',
      body: 'DESCRIBE TABLE numbers(1)',
    });
    expect(await described.json()).toMatchObject({ name: 'number', type: 'UInt64' });
  });

  it('refuses an unreadable address and a statement that is too long, and goes on', async () => {
    expect((await raw('//')).status).toBe(400);
    const long = new Sql([`SELECT length('${'x'.repeat(70 * 1024 ** 2)}') AS n`], []);
    await expect(warehouse.read(long)).rejects.toMatchObject({ code: 'store.statement-refused' });
    await warehouse.run(sql`USE system`);
  });

  it('sends a short answer in one piece', async () => {
    const short = await raw('/?query=SELECT+1');
    expect([short.headers.get('content-length'), await short.text()]).toEqual(['2', '1\n']);
    const long = await raw('/?query=SELECT+number+FROM+numbers(200000)');
    expect(long.headers.get('content-length')).toBeNull();
    expect((await long.text()).length).toBe(1_288_890);
  });

  it('gives query id, summary and exceptions in headers', async () => {
    await warehouse.run(sql`CREATE TABLE told (a UInt8) ENGINE = Memory`);
    const told = await raw('/?query_id=abc-1&query=INSERT+INTO+told+FORMAT+CSV', {
      method: 'POST',
      body: '1\n2\n',
    });
    expect(told.headers.get('x-clickhouse-query-id')).toBe('abc-1');
    expect(JSON.parse(told.headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ written_rows: '2' });
    const unknown = await raw('/?query=SELECT+*+FROM+nowhere');
    expect([unknown.status, unknown.headers.get('x-clickhouse-exception-code')]).toEqual([404, '60']);
    expect(await unknown.text()).toMatch(/^Code: 60\. DB::Exception: .*\(UNKNOWN_TABLE\)\n$/s);
    expect((await raw('/?query=SELECT+1&no_such_setting=1')).headers.get('x-clickhouse-exception-code')).toBe(
      '115',
    );
  });

  it('packs and unpacks gzip', async () => {
    const path = '/?query=INSERT+INTO+told+SETTINGS+max_threads%3D1+FORMAT+CSV';
    const sent = await raw(path, {
      method: 'POST',
      body: gzipSync('3\n4\n'),
      headers: { 'Content-Encoding': 'gzip' },
    });
    expect(sent.status).toBe(200);
    const answer = await raw('/?enable_http_compression=1&query=SELECT+sum(a)+FROM+told', {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect([answer.headers.get('content-encoding'), await answer.text()]).toEqual(['gzip', '10\n']);
  });

  it('reports a fault in the middle of an answer to the client', async () => {
    const engine = await warehouse.engine();
    const client = createClient({
      url: engine?.url ?? '',
      password: engine?.password ?? '',
      log: { level: 127 },
    });
    const result = await client.query({
      query: 'SELECT throwIf(number = 500000) AS x FROM numbers(1000000) SETTINGS max_block_size = 10000',
      format: 'JSONEachRow',
    });
    await expect(result.json()).rejects.toMatchObject({ code: '395' });
    await client.close();
  });
});
