import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { EmptyState, FaultNotice, PillMany, Section, useSay, Waiting } from '#lib/ui';
import { type Catalogue, eventTitle, propertyTitle } from '#loop/condition';
import { eventOptions } from '#loop/condition/view';
import { type ApiFault, call, type Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useTruth } from '../../api/use-property-text.ts';
import { text } from './text.ts';

const PAGE = 200;
type Page = Output<'person/timeline'>;
type Happening = Page['events'][number];

/** What a person did, newest first; thousands of events stay light. */
export function Timeline({ person, catalogue }: { person: string; catalogue: Catalogue }) {
  const say = useSay();
  const [names, setNames] = useState<readonly string[]>([]);
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
    <Section title={say(text.timeline)} actions={filter} paper>
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="text" />}
      {data && events.length === 0 && <EmptyState picture="line" title={say(text.noEvents)} />}
      {events.length > 0 && (
        <Happenings
          events={events}
          catalogue={catalogue}
          onEnd={() => hasNextPage && !isFetching && void fetchNextPage()}
        />
      )}
    </Section>
  );
}

function Happenings({
  events,
  catalogue,
  onEnd,
}: {
  events: readonly Happening[];
  catalogue: Catalogue;
  onEnd: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: events.length,
    getScrollElement: () => box.current,
    estimateSize: () => 44,
    overscan: 12,
    measureElement: (element) => element.getBoundingClientRect().height,
  });
  const items = list.getVirtualItems();
  const last = items.at(-1)?.index;
  useEffect(() => {
    if (last !== undefined && last >= events.length - 1) onEnd();
  }, [last, events.length, onEnd]);
  return (
    <div ref={box} className="person-timeline">
      <ol style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const event = events[item.index];
          return (
            event && (
              <li
                key={event.id + event.time}
                ref={list.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <HappeningLine event={event} catalogue={catalogue} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function HappeningLine({ event, catalogue }: { event: Happening; catalogue: Catalogue }) {
  const say = useSay();
  const moments = useMoments();
  const truth = useTruth();
  const properties = propertiesOf(event, moments.at, truth);
  const shown = properties.filter(([name]) => !name.startsWith('$')).slice(0, 3);
  return (
    <details className="person-event">
      <summary>
        <time dateTime={event.time}>{moments.at(event.time)}</time>
        <strong>{say(eventTitle(catalogue, event.event))}</strong>
        <span className="ui-muted ui-ellipsis">{shown.map(([, value]) => value).join(' · ')}</span>
      </summary>
      <dl className="person-properties">
        {properties.map(([name, value]) => (
          <div key={name}>
            <dt>{say(propertyTitle(catalogue, 'event', name))}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function propertiesOf(
  { texts, numbers, times }: Happening,
  at: (moment: string) => string,
  truth: (text: string) => string,
): [string, string][] {
  // a text that is a number or a moment too is shown as it was sent
  const others = <V,>(values: Readonly<Record<string, V>>) =>
    Object.entries(values).filter(([name]) => !(name in texts));
  return [
    ...Object.entries(texts).map(([name, text]): [string, string] => [name, truth(text)]),
    ...others(numbers).map(([name, value]): [string, string] => [name, String(value)]),
    ...others(times).map(([name, value]): [string, string] => [name, at(value)]),
  ];
}
