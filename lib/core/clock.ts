/** Where the time comes from; handed in, so that tests and imports can hold it still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told otherwise. */
export function stoppedClock(at: string | Date): Clock & { set(at: string | Date): void } {
  let time = new Date(at);
  return {
    now: () => new Date(time),
    set: (next) => {
      time = new Date(next);
    },
  };
}
