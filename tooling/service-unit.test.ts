import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPage } from './docs-pages.ts';
import { root } from './imports.ts';

const unit = readFileSync(join(root, 'deploy/linger.service'), 'utf8');
const settings = new Map(
  unit
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

it.each(['docs/en/production.md', 'docs/zh/production.md'])('the unit for systemd stands in %s', (page) => {
  const shown = readPage(page).blocks.map(({ code }) => code);
  expect(shown).toContain(unit);
});

it('the unit leaves the engine to its parent, gives it time and never gives up', () => {
  expect(settings.get('KillMode')).toBe('mixed');
  expect(settings.get('StartLimitIntervalSec')).toBe('0');
  const longest = /LONGEST_STOP_MS = ([\d_]+)/.exec(
    readFileSync(join(root, 'app/command/until-stopped.ts'), 'utf8'),
  );
  const seconds = Number(longest?.[1]?.replace('_', '')) / 1000;
  expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThan(seconds * 2);
});

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!systemd) console.warn('skipped: the unit as systemd reads it; systemd-analyze is not here');

it.runIf(systemd)('the unit is one that systemd understands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linger-unit-'));
  try {
    const path = join(folder, 'linger.service');
    writeFileSync(path, unit.replace('/usr/bin/node', process.execPath));
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    const about = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('linger.service'));
    expect([status, about]).toEqual([0, []]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
