import { expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { openTestWarehouse } from '../../../lib/store/testing/stores.ts';
import { Properties } from '../receive/properties.ts';
import { EventPacker, type EventRow, readPacks } from './event-pack.ts';
import { eventColumns, nativeBlock } from './native-block.ts';

function row(id: number, fill: (properties: Properties) => void): EventRow {
  const properties = new Properties();
  fill(properties);
  return {
    id: { low: id, high: 0x80000000 },
    received: 1_700_000_000_123,
    project: 7,
    time: -1,
    distinctId: `u${id}`,
    properties,
  };
}

it('gives the engine back, from many packs, every value as it was', async () => {
  const texts = [
    '',
    'a',
    '李',
    'é'.repeat(21),
    'x'.repeat(42),
    'x'.repeat(127),
    '字'.repeat(43),
    'x'.repeat(128),
    '😀'.repeat(5000),
    'a\u0000"\n\\',
    'half \ud83d',
  ];
  const numbers = [0, -1, 0.1, 1e300, 5e-324, 2 ** 53, -(2 ** 40)];
  const times = [Date.UTC(1900, 0, 1), -1, 0, Date.UTC(2026, 10, 22), Date.UTC(2299, 11, 31)];
  const packer = new EventPacker();
  const all: Buffer[] = [];
  texts.forEach((text, i) => {
    packer.add(
      row(i, (properties) => {
        texts.slice(0, i).forEach((value, n) => void properties.texts.set(`t${n}`, value));
        numbers.slice(0, i).forEach((value, n) => void properties.numbers.set(`数${n}`, value));
        times.slice(0, i).forEach((value, n) => void properties.times.set(`m${n}`, value));
      }),
      text,
      'http',
    );
    if (i % 3 === 0) all.push(packer.take());
  });
  all.push(packer.take());
  expect(packer.take()).toHaveLength(0);

  const warehouse = await openTestWarehouse();
  await warehouse.run(sql`CREATE TABLE events (id UInt64, received DateTime64(3, 'UTC'), project UInt32, time DateTime64(3, 'UTC'),
    event LowCardinality(String), distinct_id String, texts Map(LowCardinality(String), String),
    numbers Map(LowCardinality(String), Float64), times Map(LowCardinality(String), DateTime64(3, 'UTC')),
    source LowCardinality(String)) ENGINE = MergeTree ORDER BY id`);
  await warehouse.insert(
    'events',
    nativeBlock(readPacks([Buffer.concat(all.slice(0, 2)), ...all.slice(2)])),
    {
      format: 'Native',
      columns: eventColumns,
    },
  );
  const found = await warehouse.read<Record<string, unknown>>(sql`SELECT * FROM events ORDER BY id`);
  await warehouse.close();
  const named = <V>(prefix: string, values: readonly V[]) =>
    Object.fromEntries(values.map((value, n) => [`${prefix}${n}`, value]));
  expect(found).toEqual(
    texts.map((text, i) => ({
      id: String((0x80000000n << 32n) + BigInt(i)),
      received: '2023-11-14T22:13:20.123Z',
      project: 7,
      time: '1969-12-31T23:59:59.999Z',
      event: text.replace(/\ud83d$/, '\ufffd'),
      distinct_id: `u${i}`,
      texts: named('t', texts.slice(0, i)),
      numbers: named('数', numbers.slice(0, i)),
      times: named(
        'm',
        times.slice(0, i).map((moment) => new Date(moment).toISOString()),
      ),
      source: 'http',
    })),
  );
});
