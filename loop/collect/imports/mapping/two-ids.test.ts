import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { sql } from '#lib/sql';
import { openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

const table = (mark: string) => [
  ['user_id', 'device_id', 'event_type', 'event_time'],
  ['', `${mark}d1`, 'open', '2026-03-01 10:00:00'],
  [`${mark}u1`, `${mark}d1`, 'pay', '2026-03-01 10:00:10'],
  [`${mark}u1`, `${mark}d2`, 'pay', '2026-03-02 10:00:10'],
  ['', `${mark}d3`, 'open', '2026-03-03 10:00:00'],
  ['guest', `${mark}d2`, 'open', '2026-03-04 10:00:00'],
  [`${mark}u2`, `${mark}d1`, 'pay', '2026-03-05 10:00:00'],
];

const csv = (mark: string) =>
  Buffer.from(
    table(mark)
      .map((row) => row.join(','))
      .join('\n'),
  );
const jsonl = (mark: string) => {
  const [header = [], ...rows] = table(mark);
  return Buffer.from(
    rows
      .map((row) => JSON.stringify(Object.fromEntries(header.map((name, at) => [name, row[at] || null]))))
      .join('\n'),
  );
};
const xlsx = (mark: string) =>
  writeWorkbook(table(mark).map((row) => row.map((value) => ({ value: value || undefined })))).toBuffer();
async function parquet(mark: string) {
  const path = `${product.dataDir}/files/two-ids-${mark}.parquet`;
  const rows = table(mark)
    .slice(1)
    .map(
      ([user, device, event, time]) =>
        sql`SELECT nullIf(${user!}, '') AS user_id, ${device!} AS device_id, ${event!} AS event_type, ${time!} AS event_time`,
    );
  await product.warehouse.run(
    sql`INSERT INTO FUNCTION file(${path}, 'Parquet') SELECT * FROM (${sql.join(rows, sql` UNION ALL `)}) ORDER BY event_time`,
  );
  return readFile(path);
}

const kinds: [name: string, make: (mark: string) => Buffer | Promise<Buffer>][] = [
  ['csv', csv],
  ['jsonl', jsonl],
  ['xlsx', xlsx],
  ['parquet', parquet],
  ['csv.gz', (mark) => gzipSync(csv(mark))],
];

it.each(kinds)(
  'files known events under the user and others under the device, joined where both stand: %s',
  async (kind, make) => {
    const mark = kind.replace('.', '-');
    const path = await product.write(`two.${kind}`, await make(mark));
    const { file, layout, mapping } = await product.propose(path);
    expect(mapping.columns.map(({ role }) => role).sort()).toEqual(['device', 'event', 'person', 'time']);
    const counted = await product.files.dryRun(
      product.viewer,
      file.id,
      layout,
      mapping,
      new AbortController().signal,
    );
    expect(counted).toMatchObject({ rows: 6, events: 6, people: 3, rejected: 0 });
    const done = await product.run(path);
    expect(done).toMatchObject({ state: 'done', events: 6, rejected: 0 });
    expect((await product.events(done.id)).map(({ person }) => person.replace(mark, ''))).toEqual([
      'd1',
      'u1',
      'u1',
      'd3',
      'd2',
      'u2',
    ]);
    // u1 has what d1 and d2 did too; d1 was seen with u1 first, so u2 does not take it; d3 is nobody's
    const people = await product.warehouse.read<{ ids: string[]; events: string }>(
      sql`SELECT arraySort(groupUniqArray(distinct_id)) AS ids, toString(count()) AS events
      FROM (SELECT distinct_id, dictGetOrDefault('merges', 'canonical', person, person) AS root FROM events WHERE source = ${`file:${done.id}`})
      GROUP BY root ORDER BY ids`,
    );
    expect(people.map(({ ids, events }) => [ids.map((id) => id.replace(mark, '')), Number(events)])).toEqual([
      [['d1', 'd2', 'u1'], 4],
      [['d3'], 1],
      [['u2'], 1],
    ]);
    const known = await product.warehouse.read<{ id: string }>(
      sql`SELECT DISTINCT distinct_id AS id FROM events WHERE source = ${`file:${done.id}`}
      AND person IN (SELECT person FROM known_users) ORDER BY id`,
    );
    expect(known.map(({ id }) => id.replace(mark, ''))).toEqual(['u1', 'u2']);
  },
);
