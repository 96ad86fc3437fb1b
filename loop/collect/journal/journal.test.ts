import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '#lib/core';
import { decodeFrames, emptyFrame, encodeFrame, type Frame } from './frame.ts';
import { Journal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linger-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (more: { segmentBytes?: number; fsync?: boolean } = {}) =>
  Journal.open({ folder, clock: systemClock, ...more });
const frame = (events: string, rest: Partial<Frame> = {}): Frame => ({
  events,
  properties: '',
  people: '',
  links: '',
  rejects: '',
  ...rest,
});

async function eventsOf(journal: Journal): Promise<string> {
  const all = await Promise.all(journal.closed.map((segment) => journal.read(segment)));
  return all.map(({ events }) => Buffer.concat(events).toString()).join('');
}

it('gives back after a crash what was appended, lane by lane', async () => {
  const journal = await open({ fsync: true });
  await Promise.all([
    journal.append(frame('[1]\n', { links: '["known",1,"李"]\n' })),
    journal.append(frame('[2]\n')),
    journal.append(frame('', { rejects: '[3]\n' })),
  ]);
  const again = await open();
  expect(again.closed).toHaveLength(1);
  expect(again.closed[0]).toMatchObject({ recovered: true });
  const rows = await again.read(again.closed[0]!);
  expect(Buffer.concat(rows.events).toString()).toBe('[1]\n[2]\n');
  expect(Buffer.concat(rows.links).toString()).toBe('["known",1,"李"]\n');
  expect(Buffer.concat(rows.rejects).toString()).toBe('[3]\n');
});

it('cuts a torn end wherever it was torn, and keeps all before it', async () => {
  const journal = await open();
  await journal.append(frame('[1]\n'));
  await journal.append(frame('[2]\n'));
  const [file] = readdirSync(folder);
  const path = join(folder, file!);
  const whole = readFileSync(path);
  const first = emptyFrame.length + encodeFrame(frame('[1]\n')).length;
  for (let length = first; length < whole.length; length += 5) {
    truncateSync(path, 0);
    appendFileSync(path, whole.subarray(0, length));
    expect(await eventsOf(await open())).toBe('[1]\n');
    expect(readFileSync(path).length).toBe(first);
  }
  const broken = Buffer.from(whole);
  broken[broken.length - 2] = 0x39;
  expect(decodeFrames(broken).whole).toBe(first);
  writeFileSync(path, 'not a journal at all');
  const foreign = await open();
  expect([foreign.closed, foreign.damaged]).toEqual([[], 1]);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.damaged$/)]);
});

it('closes a segment when it is full, under names that sort by age and never come again', async () => {
  const journal = await open({ segmentBytes: 100 });
  for (let i = 0; i < 20; i++) await journal.append(frame(`[${i}]\n`));
  await journal.close();
  const names = journal.closed.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(3);
  expect([...names].sort()).toEqual(names);
  expect(await eventsOf(await open())).toBe(Array.from({ length: 20 }, (_, i) => `[${i}]\n`).join(''));
  for (const segment of [...journal.closed]) await journal.drop(segment);
  const later = await open();
  await later.append(frame('[x]\n'));
  await later.close();
  expect(names).not.toContain(later.closed[0]?.name);
  await expect(later.append(frame('[y]\n'))).rejects.toMatchObject({ code: 'collect.closed' });
});

it('acknowledges nothing that did not fit on the disk, and goes on when there is room', async () => {
  const script = fileURLToPath(new URL(`../../../dist/journal-filler-${process.pid}.mjs`, import.meta.url));
  const entry = fileURLToPath(new URL('./journal.ts', import.meta.url));
  await build({
    stdin: {
      contents: `import { Journal } from ${JSON.stringify(entry)};
        const journal = await Journal.open({ folder: process.argv[2], clock: { now: () => new Date() } });
        const kept = [];
        const codes = new Set();
        for (let i = 0; i < 40; i++) {
          const events = '[' + i + ',"' + 'x'.repeat(i % 2 ? 9000 : 100) + '"]\\n';
          await journal.append({ events, properties: '', people: '', links: '', rejects: '' })
            .then(() => kept.push(i), (error) => codes.add(error.status + ' ' + error.code));
        }
        console.log(JSON.stringify({ kept, codes: [...codes] }));`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '#lib/core': fileURLToPath(new URL('../../../lib/core/index.ts', import.meta.url)) },
    logLevel: 'error',
  });
  try {
    // a limit on the size of files is what a full disk looks like to a process
    const said = execFileSync('bash', [
      '-c',
      'ulimit -f 64; exec "$0" "$1" "$2"',
      process.execPath,
      script,
      folder,
    ]);
    const { kept, codes } = JSON.parse(said.toString()) as { kept: number[]; codes: string[] };
    expect(codes).toEqual(['507 collect.journal-full']);
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.length).toBeLessThan(40);
    const found = (await eventsOf(await open())).match(/^\[\d+/gm)?.map((line) => Number(line.slice(1)));
    expect(found).toEqual(kept);
  } finally {
    rmSync(script, { force: true });
  }
});

it('reads past damage, and keeps what was damaged where a person finds it', async () => {
  const journal = await open();
  const frames = ['[1]\n', '[2]\n', '[3]\n'].map((line) => frame(line));
  for (const one of frames) await journal.append(one);
  const [file] = readdirSync(folder);
  const path = join(folder, file!);
  const bytes = readFileSync(path);
  const length = encodeFrame(frames[0]!).length;
  const second = emptyFrame.length + length;
  bytes[second + 30] = 0x00;
  writeFileSync(path, Buffer.concat([bytes, encodeFrame(frames[0]!).subarray(0, 9)]));
  const again = await open();
  expect(await eventsOf(again)).toBe('[1]\n[3]\n');
  expect(again.damaged).toBe(1);
  const aside = readdirSync(folder).find((name) => name.endsWith('.damaged'));
  expect(readFileSync(join(folder, aside!))).toEqual(bytes.subarray(second, second + length));
  expect((await open()).closed).toHaveLength(1);
});

it('hands its rows on although the clock was set back an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const journal = await open();
  await journal.append(frame('[1]\n'));
  vi.setSystemTime(Date.now() - 3_600_000);
  await journal.append(frame('[2]\n'));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(journal.waited()).toBeGreaterThanOrEqual(20);
  await journal.rotate();
  await journal.append(frame('[3]\n'));
  await journal.rotate();
  vi.useRealTimers();
  expect(await eventsOf(journal)).toBe('[1]\n[2]\n[3]\n');
  expect(await eventsOf(await open())).toBe('[1]\n[2]\n[3]\n');
});

it('notices a file that was emptied, cut or removed, whether it runs or starts again, and goes on with the others', async () => {
  const journal = await open();
  for (const rows of ['[1]\n', '[2]\n', '[3]\n', '[4]\n']) {
    await journal.append(frame(rows));
    await journal.rotate();
  }
  const [first, second, third] = journal.closed.map(({ name }) => join(folder, `${name}.journal`));
  truncateSync(first!, 0);
  rmSync(second!);
  truncateSync(third!, readFileSync(third!).length - 2);
  expect(await eventsOf(journal)).toBe('[4]\n');
  expect(journal.damaged).toBe(3);
  for (const segment of [...journal.closed]) await journal.drop(segment);
  expect(journal.closed).toEqual([]);

  await journal.append(frame('[5]\n'));
  const current = readdirSync(folder).find((file) => file.endsWith('.journal'));
  truncateSync(join(folder, current!), 0);
  const again = await open();
  expect(again.closed).toEqual([]);
  expect(again.damaged).toBe(4);
});
