import { describe, expect, it } from 'vitest';
import { lockedUntil } from './lock-out.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
const failures = (count: number) => Array.from({ length: count }, (_, i) => at(i));

describe('the lock-out', () => {
  it('lets the free failures pass', () => {
    expect(lockedUntil(failures(9), 10, at(9))).toBeUndefined();
  });

  it('waits 30 s from the last failure, then doubles', () => {
    expect(lockedUntil(failures(10), 10, at(9))).toEqual(at(9 + 30));
    expect(lockedUntil(failures(11), 10, at(10))).toEqual(at(10 + 60));
    expect(lockedUntil(failures(14), 10, at(13))).toEqual(at(13 + 480));
  });

  it('never waits longer than failures are remembered', () => {
    expect(lockedUntil(failures(40), 10, at(39))).toEqual(at(39 + 900));
  });

  it('forgets after 15 minutes', () => {
    expect(lockedUntil(failures(40), 10, at(39 + 900))).toBeUndefined();
  });
});
