import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backlog, clock, folder } from './findings.ts';

const trouble = { zh: '引擎没有响应', en: 'the engine does not answer' };

it('says that events wait, and why, and calls it ill when it lasts', () => {
  expect(backlog({ segments: 0, trouble: null, seconds: 0 }).state).toBe('well');
  expect(backlog({ segments: 40, trouble: null, seconds: 0 }).state).toBe('warning');
  expect(backlog({ segments: 1, trouble, seconds: 2 }).state).toBe('warning');
  const lasting = backlog({ segments: 3, trouble, seconds: 75 });
  expect(lasting.state).toBe('ill');
  expect(lasting.found.en).toBe(
    'the engine has taken no events for 75 s, 3 segments wait: the engine does not answer',
  );
  expect(lasting.mend?.zh).toContain('事件都安全地保存在日志中');
});

it('tells a file from a folder, and gives away nothing but the data folder', async () => {
  const place = mkdtempSync(join(tmpdir(), 'linger-findings-'));
  writeFileSync(join(place, 'a-file'), '');
  expect(await folder(join(place, 'a-file', 'data'))).toMatchObject({
    state: 'ill',
    found: { en: `${join(place, 'a-file')} is a file, not a folder` },
  });
  rmSync(place, { recursive: true });
});

it('says how far clocks are apart without a sign', () => {
  expect(clock('rows clock', -0.04)).toMatchObject({ state: 'well', found: { en: '0.0 s apart' } });
  expect(clock('columns clock', -7.2)).toMatchObject({ state: 'ill', found: { en: '7.2 s apart' } });
});
