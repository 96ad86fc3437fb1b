/** A smaller difference is the way through the network. */
export const NOTICEABLE = 5000;
/** No queue waits so long to be sent, so a clock is that far behind. */
const BEYOND_ANY_QUEUE = 7 * 86_400_000;
/** So often one difference, at different times: the way takes now this long and now that, a clock is wrong by the same. */
const AGREEING = 3;
/** What was sent within so long of another counts as one: a queue that is sent all at once shows one delay many times. */
const AT_ONCE = 10_000;
/** A correction is kept while it is right to this much, so that the order and the distances of events are. */
const KEPT_WITHIN = 60_000;

/** One or several deliveries of a device, in milliseconds. */
interface Sending {
  /** When by its clock. */
  readonly sent: number;
  /** The receipt less that: by how much its clock is behind, and what the way took. */
  readonly difference: number;
}

/** What is known of the clock of one device. */
export interface DeviceClock {
  /** By how many milliseconds it is behind ours; what its times are corrected by. */
  readonly skew: number;
  readonly sendings: readonly Sending[];
}

export const soundClock: DeviceClock = { skew: 0, sendings: [] };

/**
 * What a delivery tells of the clock of its device. The way through the network only adds to the difference, so the least
 * is the clock; but one late delivery looks like a clock that is behind, so that must be seen more than once. That something
 * arrived before it was sent can be nothing but a clock that is ahead.
 */
export function afterDelivery({ skew, sendings }: DeviceClock, delivery: Sending): DeviceClock {
  const last = sendings.at(-1);
  const next =
    last && Math.abs(delivery.sent - last.sent) < AT_ONCE
      ? [...sendings.slice(0, -1), { ...last, difference: Math.min(last.difference, delivery.difference) }]
      : [...sendings, delivery].slice(-AGREEING);
  return { skew: skewAfter(skew, next, delivery.difference), sendings: next };
}

function skewAfter(before: number, sendings: readonly Sending[], difference: number): number {
  const tolerance = before === 0 ? NOTICEABLE : KEPT_WITHIN;
  const differences = sendings.map((sending) => sending.difference);
  const least = Math.min(...differences);
  const agree = differences.length === AGREEING && Math.max(...differences) - least < NOTICEABLE;
  if (agree) return Math.abs(least - before) < tolerance ? before : noticed(least);
  if (before - difference >= tolerance) return noticed(difference);
  return before === 0 && difference >= BEYOND_ANY_QUEUE ? difference : before;
}

function noticed(skew: number): number {
  return Math.abs(skew) < NOTICEABLE ? 0 : skew;
}
