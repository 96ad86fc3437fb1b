import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { readSentAt } from '../values/moment.ts';
import { DeviceClocks } from './device-clocks.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 10, 22);

/** What each delivery of one device is corrected by: when it was really sent, how far its clock is behind, how long the way took. */
function corrections(
  deliveries: readonly (readonly [at: number, behind: number, way: number])[],
  clocks = DeviceClocks.open(),
): number[] {
  return deliveries.map(([at, behind, way]) =>
    clocks.delivery(1, start + at + way).skewOf('phone', start + at - behind),
  );
}

describe('the clock of a device', () => {
  it('is not taken to be wrong because a batch, or a whole queue, was long on its way', () => {
    expect(corrections([[0, 0, 32 * SECOND]])).toEqual([0]);
    expect(
      corrections([
        [20 * SECOND, 0, 50],
        [0, 0, 32 * SECOND],
        [60 * SECOND, 0, 80],
      ]),
    ).toEqual([0, 0, 0]);
    expect(corrections([[0, 0, 3 * HOUR]])).toEqual([0]);
    // what was sent each minute arrives all at once, and what was sent within a second one request after the other
    const queue = [0, 1, 2, 3, 4].map((n) => [n * 60 * SECOND, 0, 3 * HOUR - n * 60 * SECOND] as const);
    expect(corrections(queue)).toEqual([0, 0, 0, 0, 0]);
    const burst = [0, 1, 2, 3, 4].map((n) => [n * 200, 0, 3 * HOUR] as const);
    expect(corrections(burst)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is corrected at once when it is ahead, since nothing arrives before it was sent', () => {
    expect(
      corrections([
        [0, -HOUR, 100],
        [30 * SECOND, -HOUR, 2000],
      ]),
    ).toEqual([100 - HOUR, 100 - HOUR]);
    expect(corrections([[0, -2 * SECOND, 100]])).toEqual([0]);
  });

  it('is corrected when it is behind by the same again and again, or by more than any queue waits', () => {
    const steady = [0, 1, 2, 3].map((n) => [n * 30 * SECOND, HOUR, 100 + n] as const);
    expect(corrections(steady)).toEqual([0, 0, HOUR + 100, HOUR + 100]);
    expect(corrections([[0, 4000 * DAY, 100]])).toEqual([4000 * DAY + 100]);
  });

  it('is believed again when it was set right', () => {
    const minute = 60 * SECOND;
    const ahead = [
      [0, -HOUR, 0],
      [minute, -HOUR, 0],
    ] as const;
    const right = [2, 3, 4].map((n) => [n * minute, 0, 0] as const);
    expect(corrections([...ahead, ...right])).toEqual([-HOUR, -HOUR, -HOUR, -HOUR, 0]);
    const behind = [0, 1, 2].map((n) => [n * minute, HOUR, 0] as const);
    expect(corrections([...behind, [3 * minute, 0, 0]])).toEqual([0, 0, HOUR, 0]);
  });

  it('keeps order and distances while it goes the same, however long the ways are', () => {
    const random = seededRandom(5);
    for (let round = 0; round < 200; round++) {
      const behind = (random() < 0.5 ? -1 : 0) * Math.floor(random() * DAY);
      const deliveries = Array.from({ length: 12 }, (_, n) => {
        const way = random() < 0.2 ? random() * 50 * SECOND : random() * SECOND;
        return [n * 45 * SECOND, behind, Math.floor(way)] as const;
      });
      const found = corrections(deliveries);
      if (behind < -2 * 60 * SECOND) expect(new Set(found).size, String(behind)).toBe(1);
      // one that is right is never moved; one that is ahead ends within the longest way of the truth
      if (behind === 0) expect(new Set(found)).toEqual(new Set([0]));
      else expect(Math.abs(found.at(-1)! - behind)).toBeLessThan(60 * SECOND);
    }
  });

  it('counts a device once a request, and tells devices and projects apart', () => {
    const clocks = DeviceClocks.open();
    const one = clocks.delivery(1, start);
    expect(one.skewOf('a', start + HOUR)).toBe(-HOUR);
    expect(one.skewOf('a', start + 2 * HOUR)).toBe(-HOUR);
    expect(one.skewOf('b', start)).toBe(0);
    expect(clocks.delivery(2, start).skewOf('a', start)).toBe(0);
  });

  it('is known after a restart, also where the file was cut in the middle of a line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'linger-clocks-'));
    try {
      const first = DeviceClocks.open(folder);
      first.delivery(1, start).skewOf('phone', start + HOUR);
      first.delivery(1, start).skewOf('tablet', start + 2 * HOUR);
      const again = DeviceClocks.open(folder).delivery(1, start + DAY);
      expect(again.skewOf('phone', start + DAY + HOUR + 3000)).toBe(-HOUR);
      const file = join(folder, 'device-clocks');
      expect(readFileSync(file, 'latin1')).not.toContain('phone');
      writeFileSync(file, readFileSync(file).subarray(0, -12));
      const cut = DeviceClocks.open(folder).delivery(1, start + DAY);
      expect(cut.skewOf('phone', start + DAY + HOUR)).toBe(-HOUR);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is told nothing by a bare day', () => {
    expect(readSentAt('2026-11-22')).toBe(undefined);
    expect(readSentAt('2026-11-22T00:00:00Z')).toBe(start);
    expect(readSentAt(start)).toBe(start);
  });
});
