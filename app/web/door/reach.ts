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
  events: readonly { first: string; last: string }[],
  calendar: Calendar,
): Reach | undefined {
  const moments = events.flatMap(({ first, last }) => [Date.parse(first), Date.parse(last)]);
  if (moments.length === 0) return undefined;
  const now = calendar.now.getTime();
  const end = new Date(Math.min(Math.max(...moments), now));
  const start = new Date(Math.min(...moments));
  const live = now - end.getTime() < QUIET_DAYS * 86_400_000;
  const yesterday = addDays(dayIn(calendar.now, calendar.timeZone), -1);
  const last = (n: number, unit: Unit): Span => {
    const span: Span = { last: n, unit };
    if (live) return span;
    const { from, to } = intervalOf(span, { ...calendar, now: end });
    return { from: dayIn(from, calendar.timeZone), to: addDays(dayIn(to, calendar.timeZone), -1) };
  };
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  return {
    from: dayIn(start, calendar.timeZone),
    to: dayIn(end, calendar.timeZone),
    live,
    unit: days > 200 && !live ? 'month' : days > 28 ? 'week' : 'day',
    last,
    whole: (n) =>
      live && dayIn(start, calendar.timeZone) <= yesterday
        ? { from: addDays(yesterday, 1 - n), to: yesterday }
        : last(n, 'day'),
  };
}

/** Where in time the project's data lies; undefined while it is fetched and where there is none. */
export function useReach(): Reach | undefined {
  const { project } = useSigned();
  const events = useOperation('event/list', {}, { staleTime: 60_000 }).data?.events;
  return useMemo(() => events && reachOf(events, { ...project, now: new Date() }), [events, project]);
}
