import { useState } from 'react';
import { DataTable, EmptyState, FaultNotice, useSay, Waiting } from '#lib/ui';
import { eventTitle } from '#loop/condition';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { type Event, EventDrawer } from './event-drawer.tsx';
import { useNameColumns } from './name-columns.tsx';
import { text } from './text.ts';
import type { Rename } from './use-rename.ts';

interface Props {
  readonly fits: (event: Event) => boolean;
  readonly rename: Rename;
  readonly maxHeight: number;
  readonly toolbar: React.ReactNode;
  readonly empty: React.ReactNode;
}

const nobody = { events: [], properties: [] };

/** The events there are; a click on one leads to its properties. */
export function EventList({ fits, rename, maxHeight, toolbar, empty }: Props) {
  const say = useSay();
  const moments = useMoments();
  const [shown, setShown] = useState<string>();
  const { data, error, refetch } = useOperation('event/list', {});
  const names = useNameColumns<Event>('event', rename, (name) => eventTitle(nobody, name));
  if (error) return <FaultNotice message={error.message} code={error.code} onRetry={() => void refetch()} />;
  if (!data) return <Waiting shape="table" />;
  const event = data.events.find(({ name }) => name === shown);
  return (
    <>
      <DataTable
        rows={data.events.filter(fits)}
        rowKey={({ name }) => name}
        label={say(text.events)}
        initialOrder={{ key: 'count', down: true }}
        maxHeight={maxHeight}
        toolbar={toolbar}
        empty={data.events.length === 0 ? empty : <EmptyState picture="search" title={say(text.noMatch)} />}
        columns={[
          {
            key: 'name',
            title: say(text.name),
            value: ({ name }) => name,
            render: ({ name }) => (
              <button
                type="button"
                className="ui-plain names-raw ui-ellipsis"
                title={name}
                onClick={() => setShown(name)}
              >
                <code>{name}</code>
              </button>
            ),
            width: 200,
          },
          ...names,
          { key: 'count', title: say(text.count), value: ({ count }) => count, measure: 'count', width: 110 },
          {
            key: 'last',
            title: say(text.last),
            value: ({ last }) => last,
            render: ({ last }) => moments.at(last),
            width: 180,
          },
          {
            key: 'first',
            title: say(text.first),
            value: ({ first }) => first,
            render: ({ first }) => moments.at(first),
            width: 180,
          },
        ]}
      />
      {event && <EventDrawer event={event} rename={rename} onClose={() => setShown(undefined)} />}
    </>
  );
}
