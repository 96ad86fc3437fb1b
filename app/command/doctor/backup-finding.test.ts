import { expect, it } from 'vitest';
import { findingOf } from './backup-finding.ts';

const now = new Date('2026-11-22T12:00:00Z');
const good = (at: string) => ({ at, file: '/safe/linger.tar.gz' });

it.each([
  ['none, and none asked for', {}, 'well'],
  ['an old one, and none asked for', { good: good('2020-01-01T00:00:00Z') }, 'well'],
  ['that of last night', { good: good('2026-11-22T03:30:00Z'), dailySince: '2026-01-01T00:00:00Z' }, 'well'],
  [
    'that of the night before',
    { good: good('2026-11-21T03:30:00Z'), dailySince: '2026-01-01T00:00:00Z' },
    'well',
  ],
  [
    'none for three nights',
    { good: good('2026-11-19T03:30:00Z'), dailySince: '2026-01-01T00:00:00Z' },
    'warning',
  ],
  ['none yet, since this morning', { dailySince: '2026-11-22T08:00:00Z' }, 'well'],
  ['none yet, since last week', { dailySince: '2026-11-15T08:00:00Z' }, 'warning'],
  ['one that failed', { failed: { at: '2026-11-22T03:30:00Z', why: { zh: '磁盘满', en: 'full' } } }, 'ill'],
])('%s', (_, last, state) => {
  const finding = findingOf(last, now);
  expect(finding.state).toBe(state);
  expect(finding.mend !== undefined).toBe(state !== 'well');
});
