import { Button } from 'antd';
import { useState } from 'react';
import { DataTable, EmptyState, formatFull, PageHeader, useSay } from '#lib/ui';
import { type Catalogue, eventTitle } from '#loop/condition';
import { useCatalogue } from '../../door/catalogue.ts';
import { useMoments } from '../../door/use-moments.ts';
import './collect.css';
import { text } from './text.ts';
import { useLive } from './use-live.ts';

/** What arrives, within a second. */
export default function LivePage() {
  const say = useSay();
  const moments = useMoments();
  const [paused, setPaused] = useState(false);
  const { items, left } = useLive(paused);
  const catalogue = useCatalogue() ?? nothing;
  const rows = items.map((item, place) => ({ item, place }));
  return (
    <>
      <PageHeader
        title={say(text.live)}
        sentence={
          left > 0
            ? `${say(text.liveSentence)} ${formatFull(left)} ${say(text.skipped)}`
            : say(text.liveSentence)
        }
        actions={<Button onClick={() => setPaused(!paused)}>{say(paused ? text.resume : text.pause)}</Button>}
      />
      <DataTable
        rows={rows}
        rowKey={({ item, place }) => `${item.received}-${place}`}
        label={say(text.live)}
        maxHeight={window.innerHeight - 200}
        empty={
          <EmptyState picture="inbox" title={say(text.waiting)}>
            {say(text.waitingHint)}
          </EmptyState>
        }
        columns={[
          {
            key: 'received',
            title: say(text.received),
            value: ({ item }) => item.received,
            render: ({ item }) => moments.at(new Date(item.received).toISOString()),
            width: 170,
          },
          {
            key: 'event',
            title: say(text.event),
            value: ({ item }) => {
              if (item.outcome === 'rejected') return `${say(text.rejected)}: ${say(item.words)}`;
              return item.event ? say(eventTitle(catalogue, item.event)) : say(text.profile);
            },
            render: ({ item }) =>
              item.outcome === 'rejected' ? (
                <span className="live-rejected">
                  {say(text.rejected)} · {say(item.words)}
                </span>
              ) : undefined,
            width: 240,
          },
          {
            key: 'id',
            title: 'ID',
            value: ({ item }) => (item.outcome === 'accepted' ? item.id : null),
            width: 200,
          },
          {
            key: 'properties',
            title: say(text.raw),
            value: ({ item }) =>
              item.outcome === 'rejected'
                ? item.raw
                : Object.entries(item.properties)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(' · '),
            width: 460,
            sortable: false,
          },
        ]}
      />
    </>
  );
}

const nothing: Pick<Catalogue, 'events' | 'properties'> = { events: [], properties: [] };
