import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Workshop } from '../../server/testing/product.ts';
import { linger, startLinger } from '../testing.ts';

const done = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      before: z.boolean(),
      state: z.string(),
      rows: z.int(),
      rejected: z.int(),
      counts: z.object({ events: z.int(), people: z.int() }).optional(),
    }),
  ),
});

const orders = (people: number) =>
  ['会员号,下单时间,商品,金额']
    .concat(
      Array.from(
        { length: 300 },
        (_, at) => `m${at % people},2024-03-0${1 + (at % 9)} 10:00:00,茶,${at + 0.5}`,
      ),
    )
    .concat(',2024-03-01 10:00:00,茶,9', 'm1,不知道,茶,9')
    .join('\n');

describe('linger import', () => {
  let workshop: Workshop;
  let data: string;
  let place: string;
  beforeAll(async () => {
    workshop = await Workshop.open();
    data = workshop.data();
    place = join(workshop.folder, 'exports');
    mkdirSync(place);
    writeFileSync(join(place, 'first.csv'), orders(40));
    writeFileSync(join(place, 'second.csv'), orders(60));
    writeFileSync(join(place, 'third.csv'), orders(20).replaceAll('茶', '咖啡'));
  }, 60_000);
  afterAll(() => workshop.close());

  const run = (line: readonly string[], language = 'C') =>
    linger(['import', ...line], { LINGER_DATA: data, LANG: language });
  const answered = ({ out, code, err }: { out: string; code: number; err: string }) => {
    if (code !== 0) throw new Error(err);
    return done.parse(JSON.parse(out)).files;
  };

  it('proposes, counts and writes nothing in a dry run; without a yes and a terminal it asks for --yes', async () => {
    const first = join(place, 'first.csv');
    const dry = await run([first, '--dry-run', '--json']);
    expect(answered(dry)).toMatchObject([
      { file: 'first.csv', state: 'counted', rows: 302, rejected: 2, counts: { events: 300, people: 40 } },
    ]);
    const shown = await run([first, '--dry-run'], 'zh_CN.UTF-8');
    expect(shown.err).toMatch(/会员号 +用户/);
    expect(shown.err).toContain('302 行 → 300 个事件，40 个用户，2 行不导入');
    expect(shown.out).toContain('仅统计，未写入');
    const unasked = await run([first]);
    expect([unasked.code, unasked.out]).toEqual([1, '']);
    expect(unasked.err).toContain('--yes');
  }, 40_000);

  it('writes once, without a server and beside one, a file or a folder', async () => {
    const first = join(place, 'first.csv');
    expect(answered(await run([first, '--yes', '--event', '下单', '--json']))).toMatchObject([
      { before: false, state: 'done', rows: 302, rejected: 2 },
    ]);
    const shown = await run([join(place, 'third.csv'), '--yes', '--event', '下单'], 'zh_CN.UTF-8');
    expect(shown.out).toMatch(
      /\n {2}20 位用户，300 次「下单」\n {2}2024-03-01 至 2024-03-09，共 9 天\n {2}2 行未导入\n\n.*次日留存 /,
    );
    const server = await startLinger({ LINGER_DATA: data });
    const again = await run([first, '--yes', '--event', '下单']);
    expect(again.out).toContain('first.csv: was imported before, nothing was added');
    expect(answered(await run([place, '--yes', '--event', '下单', '--json']))).toMatchObject([
      { file: 'first.csv', before: true, rows: 0 },
      { file: 'second.csv', before: false, state: 'done', rows: 302, rejected: 2 },
      { file: 'third.csv', before: true, rows: 0 },
    ]);
    const otherwise = await run([first, '--yes', '--event', '购买']);
    expect(otherwise.code).not.toBe(0);
    expect(otherwise.err).toContain('--again');
    expect(await server.stop('SIGINT')).toBe(0);
  }, 60_000);

  it('imports what is right in a folder beside what is not, and ends with code 1', async () => {
    const mixed = join(workshop.folder, 'mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'a.csv'), '会员号,下单时间\nm7,2024-05-01 10:00:00\n');
    writeFileSync(join(mixed, 'b.pdf'), '%PDF-1.4');
    writeFileSync(join(mixed, 'c.csv'), '会员号,下单时间\nm8,2024-05-02 10:00:00\n');
    const { code, out, err } = await run([mixed, '--yes', '--json']);
    expect(done.parse(JSON.parse(out)).files.map(({ file, state, rows }) => [file, state, rows])).toEqual([
      ['a.csv', 'done', 1],
      ['b.pdf', 'failed', 0],
      ['c.csv', 'done', 1],
    ]);
    expect([code, JSON.parse(err).error.code]).toEqual([1, 'command.not-all-imported']);
    const again = await run([mixed, '--yes'], 'zh_CN.UTF-8');
    expect(again.out.split('\n').map((line) => line.split(/[：: ]/)[0])).toEqual([
      'a.csv',
      'b.pdf',
      'c.csv',
      '',
    ]);
    expect(again.err).toContain('没有导入：b.pdf');
  }, 40_000);

  it('lists imports, and takes one back by its id', async () => {
    const one = join(workshop.folder, 'one.csv');
    writeFileSync(one, '会员号,下单时间\nm1,2024-03-01 00:30:00\n');
    const counted = await run([one, '--dry-run']);
    expect(counted.err).toContain('1 row → 1 event, 1 person, 0 rows left out  2024-03-01 … 2024-03-01');
    const done = await run([one, '--yes']);
    expect(done.out).toContain('one.csv: 1 row imported, 0 left out');
    const listed = await linger(['imports', '--json'], { LINGER_DATA: data });
    const { imports } = z
      .object({ imports: z.array(z.object({ id: z.string(), file: z.string(), state: z.string() })) })
      .parse(JSON.parse(listed.out));
    expect(imports[0]).toMatchObject({ file: 'one.csv', state: 'done' });
    const id = imports[0]?.id ?? '';
    const undone = await linger(['imports', '--undo', id], { LINGER_DATA: data, LANG: 'zh_CN.UTF-8' });
    expect([undone.code, undone.out.trim()]).toEqual([0, 'one.csv：已撤销']);
    const shown = await linger(['imports'], { LINGER_DATA: data });
    expect(shown.out).toMatch(
      new RegExp(`${id} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +undone +1 row +one.csv`),
    );
    const unknown = await linger(['imports', '--undo', 'nothing'], { LINGER_DATA: data });
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('no import nothing')]);
  }, 120_000);

  it('says what is wrong with a path or a column', async () => {
    const lost = await run([join(place, 'lost.csv'), '--yes'], 'zh_CN.UTF-8');
    expect([lost.code === 0, lost.err]).toEqual([false, expect.stringContaining('lost.csv 处没有文件')]);
    const column = await run([join(place, 'first.csv'), '--yes', '--person', '手机号']);
    expect([column.code === 0, column.err]).toEqual([false, expect.stringContaining('手机号')]);
  }, 40_000);
});
