import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  DayHeat,
  EmptyState,
  FaultNotice,
  formatDayLong,
  formatFull,
  PillMany,
  Section,
  useLanguage,
  useSay,
  Waiting,
} from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { eventOptions } from '#loop/condition/view';
import type { Face } from '#loop/know/view';
import { type ApiFault, call, type Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { Happenings } from './happenings.tsx';
import { text } from './text.ts';

const PAGE = 200;
type Page = Output<'person/timeline'>;

interface Props {
  readonly profile: Output<'person/get'>;
  readonly portrait: Output<'person/portrait'> | undefined;
  readonly face: Face;
  readonly catalogue: Catalogue;
}

/** What a person did: half a year as a picture, then day by day, the newest first. */
export function Timeline({ profile, portrait, face, catalogue }: Props) {
  const say = useSay();
  const moments = useMoments();
  const [names, setNames] = useState<readonly string[]>([]);
  const { person } = profile;
  const where = names.map((event) => ({ event }));
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery<Page, ApiFault>({
    queryKey: ['person/timeline', person, names],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        'person/timeline',
        {
          person,
          limit: PAGE,
          ...(where.length && { where }),
          before: pageParam as { time: string; id: string } | undefined,
        },
        signal,
      ),
    getNextPageParam: ({ events }) => {
      const last = events.at(-1);
      return last && events.length === PAGE ? { time: last.time, id: last.id } : undefined;
    },
  });
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  const since = moments.at(profile.first).slice(0, 10);
  const note = {
    zh: `${formatFull(profile.events)} 个事件 · ${since} 起`,
    en: `${formatFull(profile.events)} events since ${since}`,
  };
  const filter = (
    <PillMany
      values={names}
      options={eventOptions(catalogue, say, false)}
      label={say(text.filterEvents)}
      placeholder={say(text.allEvents)}
      onChange={setNames}
    />
  );
  return (
    <Section title={say(text.timeline)} note={say(note)} actions={filter} paper>
      {portrait && <Activity portrait={portrait} />}
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="text" />}
      {data && events.length === 0 && <EmptyState picture="line" title={say(text.noEvents)} />}
      {events.length > 0 && (
        <Happenings
          events={events}
          face={face}
          catalogue={catalogue}
          onEnd={() => hasNextPage && !isFetching && void fetchNextPage()}
        />
      )}
    </Section>
  );
}

function Activity({ portrait: { from, today, days } }: { portrait: Output<'person/portrait'> }) {
  const say = useSay();
  const language = useLanguage();
  const label = {
    zh: `近半年活跃 ${days.length} 天`,
    en: `Active on ${days.length} days in half a year`,
  };
  return (
    <div className="person-activity">
      <p className="ui-muted">{say(label)}</p>
      <DayHeat
        from={from}
        to={today}
        values={new Map(days.map(({ day, events }) => [day, events]))}
        label={say(label)}
        titleOf={(day, n) =>
          `${formatDayLong(day, today, language)} · ${formatFull(n)} ${say(text.eventsOf)}`
        }
      />
    </div>
  );
}
