const day = 86_400_000;

/** A session ends after two weeks without use, and after 90 days in any case. */
export const sessionLifetime = { idleMs: 14 * day, wholeMs: 90 * day } as const;

/** Noting each use would write on every request; once in this long is enough. */
const noteEveryMs = 60_000;

interface Times {
  readonly created: Date;
  readonly seen: Date;
}

export function isAlive({ created, seen }: Times, now: Date): boolean {
  const at = now.getTime();
  return at - seen.getTime() < sessionLifetime.idleMs && at - created.getTime() < sessionLifetime.wholeMs;
}

export function shouldNote(last: Date | null, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= noteEveryMs;
}
