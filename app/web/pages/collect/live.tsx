import { Button } from 'antd';
import { useState } from 'react';
import { DataTable, EmptyState, formatFull, PageHeader, useSay } from '#lib/ui';
import type { LiveItem } from '#loop/collect';
import { type Catalogue, eventTitle, propertyTitle } from '#loop/condition';
import { useCatalogue } from '../../api/catalogue.ts';
import { useMoments } from '../../api/use-moments.ts';
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
  const said = (item: LiveItem) => {
    if (item.outcome === 'rejected') return `${say(text.rejected)} · ${say(item.words)}`;
    return item.event ? say(eventTitle(catalogue, item.event)) : say(text.profile);
  };
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
            width: 184,
          },
          {
            key: 'event',
            title: say(text.event),
            value: ({ item }) => said(item),
            render: ({ item }) =>
              item.outcome === 'rejected' ? (
                <span className="live-rejected" title={said(item)}>
                  {said(item)}
                </span>
              ) : (
                said(item)
              ),
            width: 280,
          },
          {
            key: 'id',
            title: 'ID',
            value: ({ item }) => (item.outcome === 'accepted' ? item.id : null),
            width: 180,
          },
          {
            key: 'properties',
            title: say(text.properties),
            value: ({ item }) =>
              item.outcome === 'rejected'
                ? item.raw
                : Object.entries(item.properties)
                    .map(([name, value]) => `${say(propertyTitle(catalogue, 'event', name))} ${value}`)
                    .join(' · '),
            width: 400,
            sortable: false,
          },
        ]}
      />
    </>
  );
}

const nothing: Pick<Catalogue, 'events' | 'properties'> = { events: [], properties: [] };
