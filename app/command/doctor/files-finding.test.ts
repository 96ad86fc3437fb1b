import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesFinding } from './files-finding.ts';

it('tells what files to be imported take, and nothing while there are none', async () => {
  const data = await mkdtemp(join(tmpdir(), 'linger-doctor-'));
  expect(filesFinding(data)).toEqual([]);
  await mkdir(join(data, 'files', 'one'), { recursive: true });
  await writeFile(join(data, 'files', 'one', 'source'), Buffer.alloc(3 * 2 ** 20));
  const [finding] = filesFinding(data);
  expect(finding?.state).toBe('well');
  expect(finding?.found.en).toMatch(/^3 MiB of files/);
  expect(finding?.found.zh).toMatch(/3 MiB/);
  await rm(data, { recursive: true });
});
