import { type Column, DataTable, EmptyState, FaultNotice, formatFull, useSay, Waiting } from '#lib/ui';
import { valueTypeWords } from '#loop/collect/view';
import { propertyTitle } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { useOperation } from '../../api/use-operation.ts';
import { useNameColumns } from './name-columns.tsx';
import { PropertyValues } from './property-values.tsx';
import { text } from './text.ts';
import type { Rename } from './use-rename.ts';

type Property = Output<'property/list'>['properties'][number];

interface Props {
  readonly owner: 'event' | 'person';
  /** The one event whose properties they are, and how often it happened. */
  readonly event?: { readonly name: string; readonly count: number };
  readonly fits: (property: Property) => boolean;
  readonly rename: Rename;
  readonly maxHeight?: number;
  readonly toolbar?: React.ReactNode;
  readonly empty: React.ReactNode;
}

const nobody = { events: [], properties: [] };

/** Properties, what they are called, of what type they are and how often they occur. */
export function PropertyList({ owner, event, fits, rename, maxHeight, toolbar, empty }: Props) {
  const say = useSay();
  const { data, error, refetch } = useOperation('property/list', { owner, event: event?.name });
  const names = useNameColumns<Property>('property', rename, (name) => propertyTitle(nobody, owner, name));
  if (error) return <FaultNotice message={error.message} code={error.code} onRetry={() => void refetch()} />;
  if (!data) return <Waiting shape="table" />;
  const often: Column<Property> = event
    ? {
        key: 'share',
        title: say(text.share),
        value: ({ count }) => count / Math.max(1, event.count),
        measure: 'rate',
        width: 104,
      }
    : {
        key: 'count',
        title: say(owner === 'person' ? text.people : text.count),
        value: ({ count }) => count,
        measure: 'count',
      };
  const carriers: Column<Property> = {
    key: 'events',
    title: say(text.carriers),
    value: ({ events }) => events.length,
    measure: 'count',
    render: ({ events }) => <span title={events.slice(0, 20).join('\n')}>{formatFull(events.length)}</span>,
    width: 110,
  };
  return (
    <DataTable
      rows={data.properties.filter(fits)}
      rowKey={({ name }) => name}
      label={say(owner === 'person' ? text.ofPeople : text.ofEvents)}
      initialOrder={{ key: often.key, down: true }}
      maxHeight={maxHeight}
      toolbar={toolbar}
      empty={data.properties.length === 0 ? empty : <EmptyState picture="search" title={say(text.noMatch)} />}
      columns={[
        {
          key: 'name',
          title: say(text.name),
          value: ({ name }) => name,
          render: ({ name }) => (
            <code className="names-raw ui-ellipsis" title={name}>
              {name}
            </code>
          ),
          width: 180,
        },
        ...names,
        {
          key: 'types',
          title: say(text.types),
          value: ({ types }) => types.map((type) => say(valueTypeWords[type])).join(' · '),
          width: 110,
        },
        often,
        ...(owner === 'event' && !event ? [carriers] : []),
        {
          key: 'values',
          title: say(text.values),
          value: () => null,
          sortable: false,
          width: 96,
          render: ({ name }) => <PropertyValues owner={owner} name={name} event={event?.name} />,
        },
      ]}
    />
  );
}
