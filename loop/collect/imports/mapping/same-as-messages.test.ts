import { afterAll, beforeAll, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { sql } from '#lib/sql';
import { composed, idSpelling } from '#loop/condition';
import { addProperties, Properties } from '../../receive/properties.ts';
import { openTestFiles } from '../testing.ts';
import { cleanCell, cleanCellSql } from './clean-cell.ts';
import { idSql, readIdText } from './id-text.ts';
import { composedSql } from './name-text.ts';
import { momentOfTextSql, numberOfTextSql } from './text-value.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

/** As a message keeps it. */
function sent(properties: Record<string, string>) {
  const into = new Properties();
  addProperties(into, properties);
  const times = [...into.times].map(([name, moment]) => [name, new Date(moment).toISOString()]);
  return {
    texts: Object.fromEntries(into.texts),
    numbers: Object.fromEntries(into.numbers),
    times: Object.fromEntries(times),
  };
}

const tricky = [
  ...['39.95', '100', '-7', '+.5', '1e3', '5.', '-', '1.2.3', '1,5', '0x1', '1e999', '1e9999', '.', '+'],
  ...['12345678901234567', '123456789012345', '0.30000000000000004', '007', '12 ', 'inf', 'infinity', '1_0'],
  ...[
    '2026-11-22',
    '2026-11-22T08:00:00Z',
    '2026-11-22 08:00',
    '2026-11-22T08:00:00.123456+08:00',
    '2026-02-30',
  ],
  ...[
    '2026-11-22T08:00:00+0800',
    '2026-11-22T08:00:00-05',
    '2026-11-22T25:00:00Z',
    '2026-13-01',
    '2026-11-2',
  ],
  ...[
    '1899-12-31',
    '1900-01-01',
    '2299-12-31',
    '2300-01-01',
    '2024-02-29',
    '2026-11-22T08:00:00,5Z',
    '2026-11-22x',
  ],
];

it('reads texts as numbers and moments by the rules of messages', async () => {
  const text = sql.name('t');
  const read = await product.warehouse.read<{ t: string; number: number | null; time: string | null }>(
    sql`SELECT t, if(isFinite(${numberOfTextSql(text)}), ${numberOfTextSql(text)}, NULL) AS number,
      toTimeZone(${momentOfTextSql(text, 'UTC')}, 'UTC') AS time FROM (SELECT arrayJoin(${tricky.map(cleanCell)}) AS t)`,
  );
  expect(read.map(({ t, number, time }) => [t, number, time])).toEqual(
    tricky.map(cleanCell).map((value) => {
      const { numbers, times } = sent({ v: value });
      return [value, numbers.v ?? null, times.v ?? null];
    }),
  );
});

const header = ['user_id', 'time', 'event', 'tag', 'price', 'paid', 'batch'];
const rows = Array.from({ length: 40 }, (_, at) => [
  `u${at % 7}`,
  `2026-03-01T08:00:${String(at).padStart(2, '0')}Z`,
  'buy',
  ['39.95', 'free', '100', '2026-01-02', 'blue'][at % 5]!,
  `${at}.25`,
  `2026-02-${String((at % 28) + 1).padStart(2, '0')}T10:00:00Z`,
  String(at).padStart(5, '0'),
]);

it('keeps the same of CSV, Excel and JSON Lines as of messages', async () => {
  const csv = [header, ...rows].map((row) => row.join(',')).join('\n');
  const json = rows
    .map((row) => JSON.stringify(Object.fromEntries(row.map((value, at) => [header[at], value]))))
    .join('\n');
  const book = await writeWorkbook(
    [header, ...rows].map((row) => row.map((value) => ({ value }))),
  ).toBuffer();
  const wanted = rows.map(([, , , tag, price, paid, batch]) => {
    const { texts, numbers, times } = sent({ tag: tag!, paid: paid!, batch: batch! });
    return { texts, numbers: { ...numbers, price: Number(price) }, times };
  });
  for (const [name, content] of [
    ['same.csv', csv],
    ['same.xlsx', book],
    ['same.jsonl', json],
  ] as const) {
    const done = await product.run(await product.write(name, content));
    expect(done, name).toMatchObject({ state: 'done', rejected: 0 });
    const events = await product.events(done.id);
    events.sort((a, b) => (a.time < b.time ? -1 : 1));
    expect(
      events.map(({ texts, numbers, times }) => ({ texts, numbers, times })),
      name,
    ).toEqual(wanted);
  }
});

it('tells numbers and moments of the texts that lines of one order come to', async () => {
  const lines = [
    'user_id,time,order_no,sku,due',
    'u1,2026-03-01,1001,7,2026-04-01',
    'u1,2026-03-01,1001,8,2026-04-01',
  ];
  const done = await product.run(
    await product.write('lines.csv', lines.join('\n')),
    {},
    { key: ['order_no'], sameKey: 'lines' },
  );
  expect(done).toMatchObject({ state: 'done', events: 1 });
  const [event] = await product.events(done.id);
  expect(event?.texts).toMatchObject({ order_no: '1001', due: '2026-04-01' });
  expect(event?.numbers).toMatchObject({ order_no: 1001, lines: 2 });
  expect(event?.times).toEqual({ due: '2026-04-01T00:00:00.000Z' });
});

/** Letters, accents that join them, blanks and what nobody sees. */
const pieces = [
  ...[
    'a',
    'B',
    '7',
    '7.0',
    '.0',
    ' ',
    '\t',
    '\u00a0',
    '\u3000',
    '\u200b',
    '\u200d',
    '\u202e',
    '\ufeff',
    '\u00ad',
  ],
  ...[
    'e',
    '\u0301',
    'é',
    '\u0327',
    '\u0323',
    '한',
    '\u1112',
    '\u1161',
    '\u11ab',
    '\u30cf',
    '\u309a',
    '上',
    '👩',
    '\u2126',
  ],
  ...['\u0001', '\u007f', '\u2028', '\u1680', '\u180e', '\u2066', '-', '\u0340', '\ufb1d', '\u0958'],
];

it('spells ids and names as the rest of the product does, here and in the engine', async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const texts = Array.from({ length: 4000 }, () =>
    Array.from({ length: 1 + random(7) }, () => pieces[random(pieces.length)]).join(''),
  );
  const read = await product.warehouse.read<{ id: string; name: string }>(
    sql`SELECT ${idSql(cleanCellSql(sql.name('t')))} AS id, ${composedSql(sql.name('t'))} AS name
      FROM (SELECT arrayJoin(${texts}) AS t)`,
  );
  const whole = /^([+-]?[0-9]+)\.0+$/;
  expect(read.map(({ name }) => name)).toEqual(texts.map(composed));
  expect(read.map(({ id }) => id)).toEqual(texts.map((text) => idSpelling(text).replace(whole, '$1')));
  expect(texts.map((text) => readIdText(cleanCell(text)))).toEqual(read.map(({ id }) => id));
});

it('finds events and properties of files by either spelling', async () => {
  const path = await product.write(
    'spelt.csv',
    `user_id,time,event,cafe\u0301\nu1,2026-03-01,cre\u0301e\u0301,x\nu2,2026-03-01,créé,y\n`,
  );
  const done = await product.run(path);
  const events = await product.events(done.id);
  expect(events.map(({ event, texts }) => [event, texts])).toEqual([
    ['créé', { café: 'x' }],
    ['créé', { café: 'y' }],
  ]);
});
