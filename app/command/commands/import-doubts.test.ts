import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Workshop } from '../../server/testing/product.ts';
import { linger } from '../testing.ts';

const range = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('linger import of a file in doubt', () => {
  let workshop: Workshop;
  let data: string;
  beforeAll(async () => {
    workshop = await Workshop.open();
    data = workshop.data();
  }, 120_000);
  afterAll(() => workshop.close());

  const write = (name: string, lines: readonly string[]) => {
    const path = join(workshop.folder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  };
  const run = (line: readonly string[], language = 'C') =>
    linger(['import', ...line], { LINGER_DATA: data, LANG: language });
  const files = (out: string) =>
    (JSON.parse(out) as { files: Record<string, unknown>[] }).files.map(
      ({ state, rows, events, known, rejected }) => ({ state, rows, events, known, rejected }),
    );

  it('stops at a time that cannot be read and at ids a spreadsheet destroyed, and says what to do', async () => {
    const unread = write('unread.csv', [
      'order_id,user_id,paid_at,amount',
      ...range(20).map((n) => `${n},u${n % 4},pending,${n}`),
    ]);
    const stopped = await run([unread, '--yes']);
    expect([stopped.code, stopped.out]).toEqual([1, '']);
    for (const part of ['paid_at', '20 of 20', 'pending', '--time COLUMN', '--people'])
      expect(stopped.err).toContain(part);
    const chinese = await run([unread, '--yes', '--time', 'paid_at'], 'zh_CN.UTF-8');
    expect([chinese.code, chinese.err]).toEqual([1, expect.stringContaining('读不出时间（pending）')]);
    const people = await run([unread, '--yes', '--people', '--json']);
    expect([people.code, files(people.out)]).toEqual([
      0,
      [{ state: 'done', rows: 20, events: 0, known: 0, rejected: 0 }],
    ]);
    const lost = write('lost.csv', ['user_id,paid_at', '1.47249E+17,2026-03-01', '1.47249E+17,2026-03-02']);
    const refused = await run([lost, '--dry-run']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('1.47249E+17, in 2 of 2 rows')]);
  }, 120_000);

  it('takes a list of people for one only when no id comes twice', async () => {
    const repeated = write('repeated.csv', [
      'user_id,product,amount',
      ...range(12).map((n) => `u${n % 3},tea,${n}`),
    ]);
    const stopped = await run([repeated, '--yes']);
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining('no column holds a time')]);
    const list = write('list.csv', ['user_id,city', ...range(12).map((n) => `u${n},Rome`)]);
    expect((await run([list, '--yes'])).code).toBe(0);
  }, 120_000);

  it('ends with code 1 when most rows are lost, and says how many, why and where', async () => {
    const lost = write('mostly.csv', [
      'user_id,paid_at,amount',
      ...range(20).map((n) => `${n % 5 === 0 ? `p${n}` : '散客'},2026-03-01 10:00:00,${n}`),
    ]);
    const done = await run([lost, '--yes'], 'zh_CN.UTF-8');
    expect(done.code).toBe(1);
    expect(done.out).toContain('16 × 用户标识不代表具体的人');
    expect(done.out).toContain('（第 3、4、5、6、8 行 …）');
    expect(done.err).toContain('mostly.csv 16/20');
    expect((await run([lost, '--dry-run'])).code).toBe(1);
  }, 120_000);

  it('names an id in many rows, and leaves its rows out when told that it is nobody', async () => {
    const often = write('often.csv', [
      'user_id,paid_at,amount',
      ...range(100).map((n) => `${n % 5 === 0 ? 'C0000' : `c${n}`},2026-03-01 10:00:00,${n}`),
    ]);
    const counted = await run([often, '--dry-run']);
    expect(counted.err).toContain('C0000 stands in 20.0 % of the rows');
    expect(counted.err).toContain('--nobody C0000');
    const done = await run([often, '--yes', '--nobody', 'C0000', '--json']);
    expect(files(done.out)).toEqual([{ state: 'done', rows: 100, events: 80, known: 0, rejected: 20 }]);
  }, 120_000);

  it('adds nothing twice of orders with a key; lines and items by a word', async () => {
    const header = 'order_id,user_id,paid_at,sku,amount';
    const lines = (from: number, to: number) =>
      range(to)
        .slice(from)
        .flatMap((n) => [0, 1].map((line) => `K${n},u${n % 3},2026-03-02 10:00:00,s${line},${line + 1}`));
    const first = await run([write('k1.csv', [header, ...lines(0, 10)]), '--yes', '--json']);
    expect(files(first.out)).toEqual([{ state: 'done', rows: 20, events: 10, known: 0, rejected: 0 }]);
    const second = await run([write('k2.csv', [header, ...lines(5, 12)]), '--yes', '--json']);
    expect(files(second.out)).toEqual([{ state: 'done', rows: 14, events: 2, known: 5, rejected: 0 }]);
    const items = await run([write('k3.csv', [header, ...lines(20, 24)]), '--yes', '--same-key', 'items']);
    expect(items.out).toContain('k3.csv: 8 rows imported, 0 left out');
    const wrong = await run([write('k4.csv', [header, ...lines(30, 34)]), '--yes', '--same-key', 'x']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('repeat | lines | items')]);
  }, 180_000);
});
