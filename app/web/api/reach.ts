import { useMemo } from 'react';
import { addDays, type Day, dayIn } from '#lib/core';
import { type Calendar, intervalOf, type Span, type Unit } from '#loop/condition';
import { useSigned } from './session.tsx';
import { useOperation } from './use-operation.ts';

/** Where in time a project's data lies. */
export interface Reach {
  readonly from: Day;
  readonly to: Day;
  /** Events still arrive: spans may move with the day. */
  readonly live: boolean;
  /** The unit its whole length is best seen in. */
  readonly unit: Unit;
  /** The last n units that hold data, the running one included. */
  readonly last: (n: number, unit: Unit) => Span;
  /** The last n days that are over, so that they compare with those before; the running one too where there is no other. */
  readonly whole: (n: number) => Span;
}

/** How many days without an event before data counts as a piece of history. */
const QUIET_DAYS = 3;

export function reachOf(
  stretches: readonly { from: string; to: string }[],
  calendar: Calendar,
): Reach | undefined {
  const [first, final] = [stretches[0], stretches.at(-1)];
  if (!first || !final) return undefined;
  const { now, timeZone } = calendar;
  const start = new Date(first.from);
  const end = new Date(Math.min(Date.parse(final.to), now.getTime() + 1));
  const shown = new Date(end.getTime() - 1);
  const live = now.getTime() - end.getTime() < QUIET_DAYS * 86_400_000;
  const lastWhole = addDays(dayIn(end, timeZone), -1);
  const last = (n: number, unit: Unit): Span => {
    const span: Span = { last: n, unit };
    if (live) return span;
    const { from, to } = intervalOf(span, { ...calendar, now: shown });
    return { from: dayIn(from, timeZone), to: addDays(dayIn(to, timeZone), -1) };
  };
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  return {
    from: dayIn(start, timeZone),
    to: dayIn(shown, timeZone),
    live,
    unit: days > 200 && !live ? 'month' : days > 28 ? 'week' : 'day',
    last,
    whole: (n) =>
      dayIn(start, timeZone) <= lastWhole
        ? { from: addDays(lastWhole, 1 - n), to: lastWhole }
        : last(n, 'day'),
  };
}

/** Where in time the project's data lies; undefined while it is fetched and where there is none. */
export function useReach(): Reach | undefined {
  const { project } = useSigned();
  const stretches = useOperation('ask/reach', {}, { staleTime: 60_000 }).data?.stretches;
  return useMemo(
    () =>
      stretches &&
      reachOf(stretches as unknown as { from: string; to: string }[], { ...project, now: new Date() }),
    [stretches, project],
  );
}
