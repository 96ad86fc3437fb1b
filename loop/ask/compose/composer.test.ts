import { afterAll, expect, it } from 'vitest';
import type { Material } from './compose.ts';
import { Composer } from './composer.ts';

const here = new Composer();
const inWorker = new Composer(0);
afterAll(() => inWorker.close());

const json = (rows: readonly object[]) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

/** A retention whose rows are as many as cohorts and periods. */
function material(days: number): Material {
  const question = {
    kind: 'retention',
    span: { last: days, unit: 'day' },
    unit: 'day',
    periods: days,
    start: { event: '*' },
    return: { event: '*' },
    ...{ entry: 'every', count: 'on', window: 'calendar', minReturns: 1, by: [], top: 10, compare: [] },
    ...{ internal: false, freshness: 'live' },
  } as unknown as Material['question'];
  const now = new Date('2026-06-15T12:00:00Z');
  const to = new Date('2026-06-16T00:00:00Z');
  const cells = Array.from({ length: days * days }, (_, i) => ({
    ...{ place: 1, shown: [], cohort: Math.floor(i / days), period: i % days },
    ...{ people: i % days === 0 ? '4' : '1', total: 0, payments: '0' },
  }));
  return {
    question,
    calendar: { timeZone: 'UTC', weekStart: 'monday', now },
    sources: [],
    interval: { from: new Date(to.getTime() - days * 86_400_000), to },
    lines: { cells: json(cells) },
    before: [],
    told: [{ zh: '说明', en: 'A remark' }],
    names: { events: [], properties: [], segments: [] },
    withoutInternal: true,
    readFrom: { index: false },
  };
}

it('gives the same bytes here and in a worker', async () => {
  const [one, other] = await Promise.all([here.compose(material(20)), inWorker.compose(material(20))]);
  expect(other.equals(one)).toBe(true);
  const { definition, remarks, table } = JSON.parse(one.toString());
  expect(definition.en).toContain('Internal accounts are left out');
  expect(remarks[0]).toEqual({ zh: '说明', en: 'A remark' });
  expect(table.rows).toHaveLength(20);
});

it('fails what a worker that ends was asked, and asks a new one next', async () => {
  const asked = inWorker.compose(material(200));
  await inWorker.close();
  await expect(asked).rejects.toThrow('ended');
  expect((await inWorker.compose(material(10))).length).toBeGreaterThan(100);
});
