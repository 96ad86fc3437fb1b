import { allFinite, atLeast, positiveWeights, sameLength } from '../check.ts';
import { notBinary, outOfRange } from '../faults.ts';

/** How long each was seen, and whether the end was the event or only the end of watching (right censoring). */
export interface SurvivalTimes {
  /** From 0, in any one unit. */
  readonly time: Float64Array;
  /** 1 where the event happened at `time`, 0 where watching ended without it. */
  readonly event: Float64Array;
  /** How many the row stands for; 1 without. */
  readonly weights?: Float64Array;
  /**
   * When each came under watch, before `time`: who had the event earlier would never have been seen (left truncation). One
   * person may have several rows that follow each other, with covariates that changed between (start and stop).
   */
  readonly entry?: Float64Array;
}

/** Refuses times below 0, events other than 0 and 1, unequal lengths, and data without any event. */
export function checkSurvivalTimes({ time, event, weights, entry }: SurvivalTimes): void {
  atLeast('rows', time.length, 1);
  sameLength('event', event, time.length);
  allFinite('time', time);
  if (weights) {
    sameLength('weights', weights, time.length);
    positiveWeights(weights);
  }
  if (entry) {
    sameLength('entry', entry, time.length);
    allFinite('entry', entry);
  }
  let events = 0;
  for (let i = 0; i < time.length; i++) {
    if (time[i]! < 0) throw outOfRange({ what: `time of row ${i + 1}`, given: time[i]!, allowed: 'from 0' });
    if (entry && !(entry[i]! < time[i]!))
      throw outOfRange({
        what: `entry of row ${i + 1}`,
        given: entry[i]!,
        allowed: `below its time, ${time[i]}`,
      });
    if (event[i] !== 0 && event[i] !== 1) throw notBinary({ what: 'event', row: i + 1, value: event[i]! });
    events += event[i]!;
  }
  atLeast('events', events, 1);
}

/** Refuses entries where a method counts everybody from 0. */
export function fromTheStart(what: string, { entry }: SurvivalTimes): void {
  const late = entry?.find((value) => value > 0);
  if (late !== undefined)
    throw outOfRange({ what: `entry for ${what}`, given: late, allowed: '0 for everybody' });
}
