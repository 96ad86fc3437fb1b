import { useLocation } from 'wouter';
import { addDays, dayIn } from '#lib/core';
import { BarChart, DataTable, EmptyState, FaultNotice, PageHeader, Section, useSay, Waiting } from '#lib/ui';
import { eventTitle } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { titled } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useSigned } from '../../api/session.tsx';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { addressOf } from '../../question/question-state.ts';
import { text } from './text.ts';
import { useSourceName } from './use-source-name.ts';

type Day = Output<'source/status'>['days'][number];

/** Where the data comes from and what it is made of. */
export default function SourcesPage() {
  const say = useSay();
  const { data, error } = useOperation('source/status', {}, { refetchInterval: 10_000 });
  const events = useOperation('event/list', {});
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !events.data) return <Waiting shape="table" />;
  const empty = data.days.length === 0 && events.data.events.length === 0;
  return (
    <>
      <PageHeader
        title={say(text.sources)}
        sentence={say(text.sourcesSentence)}
        actions={
          <LinkButton href="/collect/import" type="primary">
            {say(text.import)}
          </LinkButton>
        }
      />
      {empty ? (
        <EmptyState
          picture="inbox"
          title={say(text.none)}
          action={<LinkButton href="/collect/keys">{say(text.send)}</LinkButton>}
        >
          {say(text.noneHint)}
        </EmptyState>
      ) : (
        <>
          {data.days.length > 0 && <Arrivals days={data.days} />}
          <Events events={events.data.events} />
        </>
      )}
    </>
  );
}

function Arrivals({ days }: { days: readonly Day[] }) {
  const say = useSay();
  const moments = useMoments();
  const places = lastDays(useSigned().project.timeZone);
  const sources = [...new Set(days.map(({ source }) => source))];
  const name = useSourceName();
  const sum = (source: string, key: 'accepted' | 'rejected') =>
    days.filter((day) => day.source === source).reduce((total, day) => total + day[key], 0);
  const last = (source: string) =>
    days
      .filter((day) => day.source === source)
      .map((day) => day.last)
      .sort()
      .at(-1) ?? '';
  return (
    <>
      <Section title={say(text.daily)}>
        <BarChart
          label={say(text.daily)}
          height={220}
          measure="count"
          layout="stack"
          data={{
            places,
            series: sources.map((source) => ({
              key: source,
              name: name(source),
              values: places.map(
                (place) => days.find((day) => day.source === source && day.day === place)?.accepted ?? 0,
              ),
            })),
          }}
        />
      </Section>
      <Section title={say(text.bySource)}>
        <DataTable
          rows={sources}
          rowKey={(source) => source}
          label={say(text.sources)}
          columns={[
            { key: 'source', title: say(text.source), value: name, width: 280 },
            {
              key: 'accepted',
              title: say(text.accepted),
              value: (source) => sum(source, 'accepted'),
              measure: 'count',
            },
            {
              key: 'rejected',
              title: say(text.rejected),
              value: (source) => sum(source, 'rejected'),
              measure: 'count',
            },
            {
              key: 'last',
              title: say(text.last),
              value: last,
              render: (source) => moments.ago(last(source)),
            },
          ]}
        />
      </Section>
    </>
  );
}

const SHOWN_DAYS = 14;

/** The days the picture covers, those without data included. */
function lastDays(timeZone: string): string[] {
  const today = dayIn(new Date(), timeZone);
  return Array.from({ length: SHOWN_DAYS }, (_, i) => addDays(today, i + 1 - SHOWN_DAYS));
}

function Events({ events }: { events: Output<'event/list'>['events'] }) {
  const say = useSay();
  const catalogue = { events: events.map(titled), properties: [] };
  const moments = useMoments();
  const [, go] = useLocation();
  return (
    <Section
      title={say(text.events)}
      note={say(text.eventsHint)}
      actions={<LinkButton href="/collect/names">{say(text.names)}</LinkButton>}
    >
      <DataTable
        rows={events}
        rowKey={({ name }) => name}
        label={say(text.events)}
        initialOrder={{ key: 'count', down: true }}
        onRow={({ name }) => go(addressOf({ kind: 'trend', series: [{ event: name, count: 'events' }] }))}
        columns={[
          {
            key: 'event',
            title: say(text.event),
            value: ({ name }) => say(eventTitle(catalogue, name)),
            width: 280,
          },
          { key: 'count', title: say(text.count), value: ({ count }) => count, measure: 'count' },
          {
            key: 'last',
            title: say(text.last),
            value: ({ last }) => last,
            render: ({ last }) => moments.at(last),
          },
          {
            key: 'first',
            title: say(text.first),
            value: ({ first }) => first,
            render: ({ first }) => moments.at(first),
          },
          { key: 'name', title: say(text.code), value: ({ name }) => name },
        ]}
      />
    </Section>
  );
}
