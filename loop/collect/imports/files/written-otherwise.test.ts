import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { cleanCell, cleanCellSql, isNoValue, valueSql } from '../mapping/clean-cell.ts';
import { openTestFiles } from '../testing.ts';
import { encodingOf } from './encoding.ts';
import { encodingNamed } from './encoding-name.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

const cells = [
  'u1',
  ' u1\t',
  '\u00a0u1\u3000',
  '\ufeffu1\u200b',
  '\u202du1\u202c',
  '="00123"',
  '\t="00123 "',
  "'00123",
  '`u1',
  "'quoted'",
  'a=b',
  '会员。',
  '　会员　',
  'NULL',
  ' null ',
  '\\N',
  '-',
  '--',
  '#N/A',
  '(null)',
  'None',
  'none',
  '无',
  '未支付',
  '暂无',
  '0000-00-00',
  '',
  '\0\0',
];

it('cleans cells and knows words that are no values here and in the engine alike', async () => {
  const rows = await product.warehouse.read<{ cell: string; clean: string; text: string; typed: string }>(
    sql`SELECT c AS cell, ${cleanCellSql(sql`c`)} AS clean, ${valueSql(sql`clean`, 'texts')} AS text,
      ${valueSql(sql`clean`, 'typed')} AS typed FROM (SELECT arrayJoin(${cells}) AS c)`,
  );
  const value = (clean: string, among: 'texts' | 'typed') => (isNoValue(clean, among) ? '' : clean);
  for (const { cell, clean, text, typed } of rows) {
    const wanted = cleanCell(cell);
    expect([cell, clean, text, typed]).toEqual([
      cell,
      wanted,
      value(wanted, 'texts'),
      value(wanted, 'typed'),
    ]);
  }
  expect(rows).toHaveLength(cells.length);
  expect([' u1\t', '\u00a0u1\u3000', '\ufeffu1\u200b', '`u1'].map(cleanCell)).toEqual([
    'u1',
    'u1',
    'u1',
    'u1',
  ]);
  expect(['="00123"', "'00123", "'quoted'"].map(cleanCell)).toEqual(['00123', '00123', "'quoted'"]);
});

const bytesOf = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

it('tells old encodings by the characters that are usual in each', () => {
  const of = (hex: string) =>
    encodingOf(Buffer.concat([Buffer.from('id,city\nu1,'), Buffer.from(hex, 'hex'), Buffer.from('\n')]), []);
  expect(of('c9cfbaa3cad0')).toBe('gbk');
  expect(of('a578a55fa5ab')).toBe('big5');
  expect(of('938c8b9e939f82cc8e73')).toBe('shift_jis');
  expect(of('cceef1eae2e0')).toBe('windows-1251');
  expect(encodingOf(bytesOf('city\nM', 0xe1, 'laga\nK', 0xf6, 'ln\n'), [])).toBe('windows-1252');
  expect(
    ['latin1', 'CP1252', 'gb2312', 'GB18030', 'sjis', 'Big5', 'utf8', 'nothing'].map(encodingNamed),
  ).toEqual(['windows-1252', 'windows-1252', 'gbk', 'gbk', 'shift_jis', 'big5', 'utf-8', undefined]);
});

it('takes a line of JSON that is nested too deeply for a reject, and the others in', async () => {
  const deep = `{"user_id":"u2","time":"2026-03-01","x":${'['.repeat(8000)}${']'.repeat(8000)}}`;
  const line = (person: string) => `{"user_id":"${person}","time":"2026-03-01 10:00:00","event":"pay"}`;
  for (const lines of [
    [line('u1'), deep, line('u3')],
    [deep, line('u1'), line('u3')],
  ]) {
    const done = await product.run(await product.write('deep.jsonl', `${lines.join('\n')}\n`));
    expect([done.state, done.rows, done.rejected]).toEqual(['done', 3, 1]);
    expect((await product.rejects(done.id)).map(({ reason }) => reason)).toEqual(['row-deep-json']);
    expect((await product.events(done.id)).map(({ person }) => person)).toEqual(['u1', 'u3']);
    await product.files.remove(product.viewer, done.id);
    await product.files.runner.settled(done.id);
  }
});

const layouts: [name: string, content: string, layout: object][] = [
  [
    'control signs',
    'user_id\u0001paid_at\u0001amount\nu1\u00012026-03-01 10:00\u00015\n',
    { separator: '\u0001' },
  ],
  ['apostrophes', "'user_id';'paid_at';'amount'\n'u1';'2026-03-01 10:00';'5'\n", { quotes: 'single' }],
  [
    'rows and fields in quotes',
    '"""user_id"",""paid_at"",""amount"""\n"""u1"",""2026-03-01 10:00"",""5"""\n',
    { quotes: 'rows' },
  ],
  [
    'a spreadsheet that took rows for fields',
    '"user_id,paid_at,amount",,\n"u1,2026-03-01 10:00,5",,\n',
    { quotes: 'rows' },
  ],
  [
    'backslashes without quotes',
    'user_id\tpaid_at\tamount\tnote\nu1\t2026-03-01 10:00\t5\ta\\\tb\nu2\t2026-03-01 10:00\t\\N\tb\n',
    { quotes: 'backslash' },
  ],
  [
    'settings above',
    'Report,Orders\nPeriod,March 2026\n\nuser_id,paid_at,amount\nu1,2026-03-01 10:00,5\nu2,2026-03-02 10:00,6\n',
    { skip: 2 },
  ],
  [
    'remarks above and a mark before the header',
    '# made by hand\n#user_id,paid_at,amount\nu1,2026-03-01 10:00,5\n',
    { skip: 1 },
  ],
];

it.each(layouts)('finds the table in a file of %s', async (name, content, layout) => {
  const path = await product.write(`${name.replaceAll(' ', '-')}.csv`, content);
  const proposed = await product.propose(path);
  expect(proposed.layout).toMatchObject(layout);
  const done = await product.run(path);
  const [event] = await product.events(done.id);
  expect([event?.person, event?.time, event?.numbers.amount]).toEqual(['u1', '2026-03-01T10:00:00.000Z', 5]);
});

it('puts a day and a time of day together', async () => {
  const path = await product.write(
    'two.csv',
    '会员号,下单日期,下单时刻,金额\nm1,2026-03-01,下午 9:05,5\nm2,2026-03-02,上午 10:30,6\n',
  );
  const { mapping } = await product.propose(path);
  expect(mapping.clock).toBe('下单时刻');
  const done = await product.run(path);
  expect((await product.events(done.id)).map(({ time }) => time)).toEqual([
    '2026-03-01T21:05:00.000Z',
    '2026-03-02T10:30:00.000Z',
  ]);
});

it('takes a letter alone for no boolean, and a dash in a column of numbers for no value', async () => {
  const rows = ['u1,2026-03-01,n,-,无', 'u2,2026-03-02,n,7,有货', 'u3,2026-03-03,,8,无'];
  const path = await product.write('signs.csv', `user_id,time,flag,score,stock\n${rows.join('\n')}\n`);
  const { mapping, doubts } = await product.propose(path);
  const types = Object.fromEntries(mapping.columns.map(({ column, type }) => [column, type]));
  expect(types).toMatchObject({ flag: 'text', score: 'number', stock: 'text' });
  expect(doubts).toContainEqual(
    expect.objectContaining({ kind: 'no-values', column: 'score', values: ['-'], times: 1 }),
  );
  const done = await product.run(path);
  expect(
    (await product.events(done.id)).map(({ texts, numbers }) => [texts.stock, texts.score, numbers.score]),
  ).toEqual([
    ['无', undefined, undefined],
    ['有货', undefined, 7],
    ['无', undefined, 8],
  ]);
});

it('says before the import what cannot be told of a date', async () => {
  const doubtsOf = async (...days: string[]) => {
    const rows = days.map((day, at) => `u${at},${day},1`).join('\n');
    const { doubts } = await product.propose(
      await product.write('days.csv', `user_id,date,total\n${rows}\n`),
    );
    return doubts.map(({ kind }) => kind);
  };
  expect(await doubtsOf('5/1/2024')).toContain('date-order');
  expect(await doubtsOf('25/1/2024')).not.toContain('date-order');
  expect(await doubtsOf('01/31/26')).toContain('short-years');
});

it('tells a row that is no UTF-8 in the preview as the import does', async () => {
  const text = Buffer.concat([
    Buffer.from('user_id,time,city\nu1,2024-01-01,上海\nu2,2024-01-02,'),
    Buffer.from([0xe4, 0xb8, 0xff]),
    Buffer.from('\n\nu3,2024-01-03,北京\n'),
  ]);
  const { file, layout, mapping } = await product.propose(await product.write('torn.csv', text));
  const { rows } = await product.files.preview(product.viewer, file.id, layout, mapping);
  expect(rows.map(({ line, reason }) => [line, reason])).toEqual([
    [2, ''],
    [3, 'row-not-utf8'],
    [5, ''],
  ]);
});
