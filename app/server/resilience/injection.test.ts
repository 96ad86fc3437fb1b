import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linger } from '../../command/testing.ts';
import { ProductProcess, Workshop } from '../testing/product.ts';

/** Texts that break out of statements, patterns and files where somebody forgot to bind or to quote them. */
const ATTACKS = [
  "' OR 1=1 --",
  "'; DROP TABLE events; --",
  '`); DROP TABLE events; --',
  'a`b',
  'a\\',
  "a\\'",
  '"',
  '{p0:String}',
  '{p0:Array(String)}',
  '{{p1:UInt64}}',
  '%',
  '_',
  '*',
  '?',
  '/* x',
  '-- x',
  "')) UNION ALL SELECT 1 --",
  '#{7*7}',
  'line\nfeed\ttab',
  "text:x` String MATERIALIZED 'y'",
] as const;
const FORMULAS = [
  '=1+1',
  '+1+cmd',
  '-2+3+cmd',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://x","y")',
] as const;

let workshop: Workshop;
let product: ProductProcess;
beforeAll(async () => {
  workshop = await Workshop.open();
  product = await ProductProcess.start(workshop.data());
}, 120_000);
afterAll(() => workshop.close());

const span = { from: '2026-03-01', to: '2026-03-02' };
const timestamp = '2026-03-01T12:00:00.000Z';
const list = z.object({
  total: z.number(),
  people: z.array(
    z.object({ id: z.string(), person: z.string(), properties: z.record(z.string(), z.string()) }),
  ),
});
const trend = z.object({
  answer: z.object({ totals: z.array(z.number().nullable()) }),
  table: z.object({ rows: z.array(z.record(z.string(), z.unknown())) }),
});
const kept = z.object({ id: z.string() });
const segment = z.object({ id: z.string(), size: z.number() });

describe('texts that are meant to break out', () => {
  /** Person `i` sends event `i` once more than person `i - 1`, with a property of that name and value. */
  beforeAll(async () => {
    const batch = ATTACKS.flatMap((text, i) => [
      {
        type: 'identify',
        userId: `person ${text}`,
        messageId: `who-${i}`,
        traits: { [text]: text },
        timestamp,
      },
      ...Array.from({ length: i + 1 }, (_, n) => ({
        type: 'track',
        event: text,
        userId: `person ${text}`,
        messageId: `${i}-${n}`,
        properties: { [text]: text, [`n${text}`]: 2 },
        timestamp,
      })),
    ]);
    expect((await product.send('batch', { batch })).status).toBe(200);
    await product.settled('*', (20 * 21) / 2);
  }, 60_000);

  it.each(ATTACKS.map((text, i) => [text, i + 1] as const))(
    'mean themselves in every question: %j',
    async (text, times) => {
      const mine = `person ${text}`;
      const own = { all: [{ property: text, op: 'is', values: [text] }] };
      const question = {
        kind: 'trend',
        span,
        timeZone: 'UTC',
        where: own,
        who: own,
        by: [{ property: text }, { property: text, of: 'person' }],
        series: [
          { event: text, count: 'events', where: { property: text, op: 'contains', values: [text] } },
          { event: text, count: { sum: `n${text}` } },
        ],
      };
      const { answer } = await product.get('ask', question, trend);
      expect(answer.totals).toEqual([times, 2 * times]);
      const steps = [{ event: text, where: own }, { event: text }];
      expect((await product.call('ask', { kind: 'funnel', span, steps, who: own })).status).toBe(200);
      const entered = { start: { event: text, where: own }, return: { event: text } };
      expect(
        (await product.call('ask', { kind: 'retention', span, periods: 2, who: own, ...entered })).status,
      ).toBe(200);

      for (const who of [own, { did: { event: text }, times: { op: 'exactly', n: times } }]) {
        const found = await product.get('person/list', { who, columns: [text] }, list);
        expect(found.people.map(({ id, properties }) => [id, properties])).toEqual([
          [mine, { [text]: text }],
        ]);
      }
      const searched = await product.get('person/list', { search: text }, list);
      const expected = ATTACKS.filter((other) =>
        `person ${other}`.toLowerCase().includes(text.toLowerCase()),
      );
      expect(searched.total).toBe(expected.length);

      const made = { kind: 'segment', name: text, folder: text, body: { who: own } };
      const saved = await product.get('definition/save', made, kept);
      expect((await product.get('segment/get', { id: saved.id }, segment)).size).toBe(1);
      const within = await product.get('person/list', { who: { inSegment: saved.id } }, list);
      expect(within.people.map(({ id }) => id)).toEqual([mine]);
      expect(await product.call('person/list', { who: { inSegment: text } })).toMatchObject({
        status: 404,
        code: 'ask.unknown-segment',
      });
      expect((await product.call('segment/get', { id: text })).status).toBe(400);
    },
  );

  it('as patterns are a pattern or a sentence', async () => {
    for (const text of ATTACKS) {
      const who = { property: text, op: 'matches', values: [text] };
      const { status, code } = await product.call('person/list', { who });
      expect([text, status === 200 || (status === 400 && code !== undefined)]).toEqual([text, true]);
    }
  });

  it('left every event where it was', async () => {
    expect(await product.count('*')).toBe((20 * 21) / 2);
    expect((await product.doctor()).ill).toEqual([]);
  }, 30_000);
});

describe('formulas', () => {
  beforeAll(async () => {
    const batch = FORMULAS.flatMap((text, i) => [
      {
        type: 'identify',
        userId: `${text}${i}`,
        messageId: `f-who-${i}`,
        traits: { title: text, [text]: text },
        timestamp,
      },
      {
        type: 'track',
        event: 'formula',
        userId: `${text}${i}`,
        messageId: `f-${i}`,
        properties: { title: text },
        timestamp,
      },
      { type: 'track', event: text, messageId: `f-bad-${i}` },
    ]);
    expect((await product.send('batch', { batch })).status).toBe(200);
    await product.settled('formula', FORMULAS.length);
  }, 60_000);

  const question = {
    kind: 'trend',
    span,
    timeZone: 'UTC',
    series: [{ event: 'formula', count: 'events' }],
    by: [{ property: 'title' }],
  };

  it('do not run from any CSV', async () => {
    const exports: [string, unknown][] = [
      ['person/export', { columns: ['title', ...FORMULAS] }],
      ['ask/download', { question, as: 'csv' }],
      [
        'ask/people/export',
        {
          question: { ...question, by: [] },
          point: { series: 0, period: 0 },
          columns: ['title', ...FORMULAS],
        },
      ],
    ];
    for (const [operation, input] of exports) {
      const { status, text } = await product.call(operation, input);
      expect([operation, status, text]).toEqual([operation, 200, expect.stringContaining("'=1+1")]);
      expect([operation, cellsOf(text).filter(isFormula)]).toEqual([operation, []]);
    }
  });

  it('are texts in an Excel file', async () => {
    const response = await fetch(`${product.address}/api/ask/download`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ question, as: 'xlsx' }),
    });
    const sheets = await readExcel(Buffer.from(await response.arrayBuffer()));
    const cells = JSON.stringify(sheets);
    for (const text of FORMULAS) expect(cells).toContain(JSON.stringify(text.trim()).slice(1, -1));
  });

  it('in rejects are text in JSON, which no spreadsheet runs', async () => {
    const { status, text } = await product.call('reject/download', {});
    expect(status).toBe(200);
    const lines = text.trim().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(FORMULAS.length);
    for (const line of lines) expect(typeof JSON.parse(line)).toBe('object');
  });
});

/** The fields of a CSV file (RFC 4180), line by line, without their quotes. */
function cellsOf(csv: string): string[] {
  const fields = csv.replace('\uFEFF', '').matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n|$)/g);
  return [...fields].map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));
}

function isFormula(cell: string): boolean {
  return /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell));
}

describe('paths', () => {
  it('to what is no file of data are refused by import and restore with a sentence', async () => {
    const folder = workshop.folder;
    writeFileSync(join(folder, 'text.tar.gz'), 'no archive');
    symlinkSync('/etc/passwd', join(folder, 'link.csv'));
    const data = join(folder, 'restored');
    const cases: [string[], Record<string, string>][] = [
      [['restore', '/etc/passwd'], { LINGER_DATA: data }],
      [['restore', join(folder, 'text.tar.gz')], { LINGER_DATA: data }],
      [['restore', folder], { LINGER_DATA: data }],
      [['restore', join(folder, 'no-such-file')], { LINGER_DATA: data }],
      [['import', join(folder, 'no-such.csv'), '--yes'], { LINGER_DATA: product.data }],
      [['import', '/dev/null', '--yes'], { LINGER_DATA: product.data }],
      [['import', '/proc/self/mem', '--yes'], { LINGER_DATA: product.data }],
    ];
    for (const [line, variables] of cases) {
      const { code, err } = await linger(line, variables);
      expect([line, code, err]).toEqual([line, 1, expect.stringMatching(/^linger: .+\n$/m)]);
      expect([line, err]).toEqual([line, expect.not.stringMatching(/should not have|at .*\.js:\d+/)]);
    }
  }, 120_000);

  it('in the names of uploads and ids of files lead nowhere', async () => {
    for (const name of ['../../../etc/cron.d/x', '..\\..\\x.csv', '/etc/passwd', 'a\u0000b.csv', '.', '..']) {
      const response = await fetch(`${product.address}/api/file/upload?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${product.key}` },
        body: 'person,time\nu1,2026-03-01\n',
      });
      const said = await response.text();
      if (name.includes('\u0000')) {
        expect([response.status, said]).toEqual([400, expect.stringContaining('store.unstorable-text')]);
        continue;
      }
      expect([name, response.status, said]).toEqual([name, 200, said]);
      const { file } = z.object({ file: z.string() }).parse(JSON.parse(said));
      expect(file).toMatch(/^[\w-]+$/);
      expect((await product.call('file/propose', { file })).status).toBe(200);
    }
    for (const file of ['../../run/control', '..', '../journal', '%2e%2e', '/etc/passwd'])
      expect((await product.call('file/propose', { file })).code).toBe('file.unknown');
  });
});
