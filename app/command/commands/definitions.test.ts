import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTerminal, linger, startLinger, stopAll } from '../testing.ts';
import { readFolder, writeFolder } from './definition-folder.ts';

const home = mkdtempSync(join(tmpdir(), 'linger-definitions-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let count = 0;
const newFolder = () => {
  const folder = join(home, `folder-${++count}`);
  mkdirSync(join(folder, 'segment'), { recursive: true });
  return folder;
};

describe('a folder of definitions', () => {
  it('is written once: what is equal is not touched, what is left over is told and stays', async () => {
    const folder = newFolder();
    const files = [{ path: 'segment/买家.json', text: '{}\n' }];
    writeFileSync(join(folder, 'segment/old.json'), '{}');
    expect(await writeFolder(folder, files)).toEqual({
      changed: ['segment/买家.json'],
      same: 0,
      leftOver: ['segment/old.json'],
    });
    expect(await writeFolder(folder, files)).toMatchObject({ changed: [], same: 1 });
    expect(await readFolder(folder)).toEqual([{ path: 'segment/old.json', text: '{}' }, ...files]);
  });

  it('is read past what is none of it', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git/config.json'), 'no');
    writeFileSync(join(folder, 'README.md'), 'ours');
    writeFileSync(join(folder, 'segment/notes.txt'), 'ours');
    expect(await readFolder(folder)).toEqual([]);
  });

  it.each<[string, (folder: string) => void, string]>([
    [
      'a link to a file',
      (folder) => symlinkSync('/etc/hostname', join(folder, 'segment/a.json')),
      'segment/a.json is no plain file',
    ],
    [
      'a link to a folder',
      (folder) => symlinkSync('/etc', join(folder, 'question')),
      'question is no plain file',
    ],
    [
      'folders inside folders',
      (folder) => mkdirSync(join(folder, 'segment/a.json')),
      'the folder segment/a.json lies inside the folder of a kind',
    ],
    [
      'too large a file',
      (folder) => writeFileSync(join(folder, 'segment/a.json'), ' '.repeat(1024 * 1024 + 1)),
      'segment/a.json has 1048577 bytes; a file of a definition has at most 1048576',
    ],
    [
      'another encoding',
      (folder) => writeFileSync(join(folder, 'segment/a.json'), Buffer.from([0xd6, 0xd0])),
      'segment/a.json is not text in UTF-8',
    ],
  ])('with %s is refused with a sentence', async (_, lay, sentence) => {
    const folder = newFolder();
    lay(folder);
    await expect(readFolder(folder)).rejects.toThrow(sentence);
    await expect(readFolder(join(folder, 'nowhere'))).rejects.toThrow('cannot be read or made (ENOENT)');
  });

  it('never writes outside itself', async () => {
    const folder = newFolder();
    const outside = join(home, 'outside');
    mkdirSync(outside, { recursive: true });
    await expect(writeFolder(folder, [{ path: '../outside/a.json', text: '' }])).rejects.toThrow(
      'is no plain file',
    );
    symlinkSync(outside, join(folder, 'question'));
    await expect(writeFolder(folder, [{ path: 'question/a.json', text: '' }])).rejects.toThrow(
      'question is no plain file',
    );
  });
});

describe('linger definitions', () => {
  beforeAll(buildTerminal, 60_000);
  afterAll(stopAll);

  it('writes what the files of another installation say, stopped or running, and twice changes nothing', async () => {
    const folder = newFolder();
    const [stopped, running] = [join(home, 'stopped'), join(home, 'running')];
    writeFileSync(
      join(folder, 'segment/all.json'),
      JSON.stringify({ kind: 'segment', name: 'all', folder: 'a/b', body: { who: { all: [] } } }),
    );
    mkdirSync(join(folder, 'question'));
    writeFileSync(
      join(folder, 'question/daily.json'),
      JSON.stringify({
        kind: 'question',
        name: 'daily',
        body: { kind: 'retention', who: { inSegment: 'all' } },
      }),
    );
    expect((await linger(['migrate'], { LINGER_DATA: stopped })).code).toBe(0);
    const first = await linger(['definitions', 'apply', folder, '--json'], { LINGER_DATA: stopped });
    expect([
      first.code,
      first.err,
      JSON.parse(first.out).steps.map(({ what }: { what: string }) => what),
    ]).toEqual([0, '', ['new', 'new']]);
    const out = newFolder();
    expect((await linger(['definitions', 'export', out], { LINGER_DATA: stopped })).out).toBe(
      `2 in ${out}: 2 written, 0 as before\n`,
    );
    expect(JSON.parse(readFileSync(join(out, 'question/daily.json'), 'utf8'))).toMatchObject({
      body: { who: { inSegment: 'all' } },
    });

    const server = await startLinger({ LINGER_DATA: running });
    const there = { LINGER_DATA: running };
    expect((await linger(['definitions', 'apply', out, '--dry-run'], there)).out).toBe(
      'dry run, nothing was changed: 2 new, 0 changed, 0 as before\n+ saved question “daily”\n+ segment “all”\n',
    );
    expect((await linger(['definitions', 'apply', out], there)).code).toBe(0);
    expect((await linger(['definitions', 'apply', out], there)).out).toBe('0 new, 0 changed, 2 as before\n');
    writeFileSync(join(out, 'segment/all.json'), '{"kind": "segment", "name": "all", "body": {"who": 7}}');
    const wrong = await linger(['definitions', 'apply', out], there);
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringContaining('segment/all.json: the definition is not right at'),
    ]);
    await server.stop('SIGTERM');
  }, 120_000);
});
