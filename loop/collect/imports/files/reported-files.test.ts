import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arrived, openTestFiles } from '../testing.ts';

const shared = join(
  process.env.LINGER_SHARED ?? join(import.meta.dirname, '../../../../../shared'),
  'cases/files',
);
const here = existsSync(shared);
if (!here) console.warn(`left out: the files people reported are not at ${shared}`);

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

/** What a file comes to, as proposed, in a project of Shanghai; the preview and the dry run must say the same. */
async function arrived(path: string) {
  const wishes = { timeZone: 'Asia/Shanghai' };
  const { file, layout, mapping, doubts } = await product.propose(path, {}, wishes);
  const preview = await product.files.preview(product.viewer, file.id, layout, mapping);
  const counted = await product.files.dryRun(
    product.viewer,
    file.id,
    layout,
    mapping,
    AbortSignal.timeout(60_000),
  );
  const done = await product.run(path, {}, wishes);
  const events = await product.events(done.id);
  const previewed = preview.counts.find(({ reason }) => reason === '')?.times ?? 0;
  expect([previewed, counted.events, counted.rejected]).toEqual([
    events.length,
    events.length,
    done.rejected,
  ]);
  return { layout, mapping, doubts, rejected: done.rejected, events };
}

const persons = (events: readonly Arrived[]) => events.map(({ person }) => person);
const times = (events: readonly Arrived[]) => events.map(({ time }) => time);
const amounts = (events: readonly Arrived[], name = 'amount') => events.map(({ numbers }) => numbers[name]);

type Outcome = Awaited<ReturnType<typeof arrived>>;

const cases: Readonly<Record<string, (outcome: Outcome) => void>> = {
  '01-null-words.csv'({ events, rejected, doubts }) {
    expect([events.length, rejected]).toEqual([36, 4]);
    expect(doubts).toContainEqual(
      expect.objectContaining({ kind: 'some-unread-times', column: '支付时间', times: 4 }),
    );
  },
  '01b-null-amount.csv'({ events, mapping }) {
    expect(mapping.columns.find(({ column }) => column === 'amount')).toMatchObject({ role: 'amount' });
    expect([events.length, amounts(events).filter((value) => value !== undefined).length]).toEqual([30, 20]);
    expect(events.every(({ texts }) => texts.amount === undefined)).toBe(true);
  },
  '02-ampm-chinese.csv'({ events }) {
    expect(times(events)).toEqual(['2026-03-01T13:05:00.000Z', '2026-03-02T01:05:00.000Z']);
  },
  '02b-epoch-microseconds.csv'({ events }) {
    expect(times(events)).toEqual(['2026-03-01T02:00:00.123Z', '2026-03-01T02:00:01.123Z']);
  },
  '04-tab-after-cells.csv'({ events }) {
    expect(persons(events)).toEqual(['u-1', 'u-2']);
    expect(events.map(({ texts }) => texts.交易号)).toEqual(['2026030122001', '2026030122002']);
    expect(amounts(events, '金额（元）')).toEqual([5, 6]);
  },
  '05-excel-text-marker.csv'({ events }) {
    expect([persons(events), amounts(events, '金额')]).toEqual([
      ['00123', '00124'],
      [5, 6],
    ]);
  },
  '06-big-whole-numbers.csv'({ events }) {
    expect(events.map(({ texts }) => texts.big)).toEqual(['147248902101323777', '147248902101323778']);
  },
  '06c-big-whole-numbers.parquet'({ events, mapping }) {
    expect(events[0]?.texts).toMatchObject({
      card: '147248902101323776',
      ub: '11679230632388718523',
      t: '10:05:00',
    });
    expect(mapping.columns.find(({ column }) => column === 'note')?.type).toBe('text');
  },
  '07-title-above-header.csv'({ events, layout }) {
    expect(layout).toMatchObject({ skip: 2, header: true });
    expect([persons(events), amounts(events, '实付金额')]).toEqual([
      ['m1', 'm2'],
      [5, 6],
    ]);
  },
  '07b-comment-above-header.csv'({ events }) {
    expect([persons(events), amounts(events)]).toEqual([
      ['u1', 'u2'],
      [5, 5],
    ]);
  },
  '07d-merged-title-rows.xlsx'({ events }) {
    expect([persons(events), amounts(events, '金额')]).toEqual([
      ['u1', 'u2'],
      [5, 6],
    ]);
  },
  '07f-notes-sheet-first.xlsx'({ events, layout }) {
    expect(layout.sheet).toBe('数据');
    expect(persons(events)).toEqual(['u1']);
  },
  '08-backslash-escapes.csv'({ events, layout, rejected }) {
    expect([layout.quotes, persons(events), rejected]).toEqual(['backslash', ['u332', 'u123'], 0]);
  },
  '08c-rows-quoted-whole.csv'({ events }) {
    expect([persons(events), amounts(events)]).toEqual([
      ['u1', 'u2'],
      [5, 5],
    ]);
  },
  '09-windows-1252.csv'({ events, doubts }) {
    expect(events.map(({ texts }) => texts.city)).toEqual(['Málaga', 'Köln', 'x']);
    expect(doubts).toContainEqual(
      expect.objectContaining({ kind: 'encoding', column: 'windows-1252', values: ['Málaga', 'Köln'] }),
    );
  },
  '09d-latin1-preview.csv'({ events }) {
    expect([times(events), amounts(events)]).toEqual([
      ['2026-02-28T16:00:00.000Z', '2026-03-12T16:00:00.000Z'],
      [5, 6.5],
    ]);
  },
  '10-chinese-placeholders.csv'({ events, rejected }) {
    expect([persons(events), rejected]).toEqual([['m1'], 7]);
  },
  '11-scientific-ids.csv'({ doubts }) {
    expect(doubts).toContainEqual(expect.objectContaining({ kind: 'lost-digits', stops: true }));
  },
  '12-two-ids.jsonl'({ events, mapping }) {
    expect(mapping.columns.map(({ role }) => role)).toEqual(expect.arrayContaining(['person', 'device']));
    expect(persons(events)).toEqual(['d1', 'u1', 'u1']);
  },
  '12c-date-and-microseconds.jsonl'({ events, mapping }) {
    expect(mapping.columns.find(({ role }) => role === 'time')?.column).toBe('event_timestamp');
    expect(times(events)).toEqual(['2026-03-01T02:00:00.123Z', '2026-03-01T02:00:01.123Z']);
  },
  '14-dot-thousands.csv'({ doubts }) {
    expect(doubts).toContainEqual(
      expect.objectContaining({ kind: 'thousands', column: 'amount', values: ['1.234'] }),
    );
  },
};

describe.skipIf(!here)('a file that somebody reported', () => {
  it.each(Object.entries(cases))('comes out right: %s', async (name, check) => {
    check(await arrived(join(shared, name)));
  });

  it('is here with every other one', () => {
    const files = readdirSync(shared).filter((name) => /\.(csv|jsonl|xlsx|parquet)$/.test(name));
    expect(Object.keys(cases)).toEqual(expect.arrayContaining(files));
    expect(Object.keys(JSON.parse(readFileSync(join(shared, 'EXPECTED.json'), 'utf8')))).toEqual(
      expect.arrayContaining(files),
    );
  });
});
