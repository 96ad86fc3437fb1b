/** Failures are forgotten after this long. */
export const forgetAfterMs = 15 * 60_000;

/** How many failures pass without delay: few for one mail, more for one address, which an office may share. */
export const freeFailures = { email: 10, address: 30 } as const;

const firstDelayMs = 30_000;

/**
 * The moment until which no further login is tried, or nothing. Each failure above the free ones
 * doubles the wait: 30 s, 1 min, 2 min … at most as long as failures are remembered.
 */
export function lockedUntil(failures: readonly Date[], free: number, now: Date): Date | undefined {
  const recent = failures.map(Number).filter((at) => at > now.getTime() - forgetAfterMs);
  if (recent.length < free) return undefined;
  const delay = Math.min(firstDelayMs * 2 ** (recent.length - free), forgetAfterMs);
  const until = Math.max(...recent) + delay;
  return until > now.getTime() ? new Date(until) : undefined;
}
