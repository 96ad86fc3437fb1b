import { useState } from 'react';
import {
  type Column,
  EmptyState,
  FaultNotice,
  formatFull,
  type Order,
  PageHeader,
  PillMany,
  SearchInput,
  Section,
  Split,
  useSay,
  Waiting,
} from '#lib/ui';
import { type Catalogue, type Condition, propertyTitle } from '#loop/condition';
import { ConditionEditor, complete } from '#loop/condition/view';
import type { Face } from '#loop/know/view';
import { call, download } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useMoments } from '../../api/use-moments.ts';
import { usePropertyText } from '../../api/use-property-text.ts';
import { ExportPeople } from '../../people/export-people.tsx';
import { PeopleTable } from '../../people/people-table.tsx';
import type { Person } from '../../people/person-cell.tsx';
import { SaveSegment } from '../../people/save-segment.tsx';
import { usePeoplePages } from '../../people/use-people-pages.ts';
import { asksFor, usePersonFace } from '../../people/use-person-face.ts';
import './person.css';
import { text } from './text.ts';

type Sort = 'last' | 'first' | 'id';

/** Everyone, narrowed by conditions and a search. */
export default function PeoplePage() {
  const catalogue = useCatalogue();
  const face = usePersonFace();
  if (!catalogue || !face) return <Waiting shape="table" />;
  return <PeopleList catalogue={catalogue} face={face} />;
}

function PeopleList({ catalogue, face }: { catalogue: Catalogue; face: Face }) {
  const say = useSay();
  const [draft, setDraft] = useState<Condition>();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order | undefined>({ key: 'last', down: true });
  const [columns, setColumns] = useState<readonly string[]>([]);
  const who = complete(draft);
  const faces = asksFor(face);
  const query = {
    ...(who && { who }),
    ...(search && { search }),
    ...faces,
    columns: [...new Set([...faces.columns, ...columns])],
    sort: (order?.key ?? 'last') as Sort,
    descending: order?.down ?? true,
  };
  const { total } = usePeople(query);
  const summary = total === undefined ? say(text.people) : `${formatFull(total)} ${say(text.matching)}`;
  return (
    <>
      <PageHeader
        title={say(text.people)}
        sentence={say(text.sentence)}
        actions={
          <>
            <ExportPeople onExport={(as) => void download('person/export', { ...query, as })} />
            <SaveSegment definition={{ who: who ?? { all: [] } }} disabled={!who} />
          </>
        }
      />
      <Split
        sideLabel={say(text.who)}
        summary={summary}
        side={
          <Section title={say(text.who)}>
            <ConditionEditor value={draft} onChange={setDraft} catalogue={catalogue} />
            <p className="ui-muted people-summary">{summary}</p>
          </Section>
        }
      >
        <People
          query={query}
          face={face}
          chosen={columns}
          catalogue={catalogue}
          order={order}
          onOrder={setOrder}
          narrowed={who !== undefined || search !== ''}
          toolbar={
            <>
              <SearchInput
                value={search}
                onChange={setSearch}
                placeholder={say(text.search)}
                aria-label={say(text.search)}
              />
              <PillMany
                values={columns}
                onChange={setColumns}
                label={say(text.columns)}
                placeholder={say(text.columns)}
                options={catalogue.properties
                  .filter(({ of, name }) => of === 'person' && !faces.columns.includes(name))
                  .map(({ name }) => ({ value: name, label: say(propertyTitle(catalogue, 'person', name)) }))}
              />
            </>
          }
        />
      </Split>
    </>
  );
}

type Query = Parameters<typeof call<'person/list'>>[1];

function usePeople(query: Query) {
  return usePeoplePages(['person/list', query], (at, signal) =>
    call('person/list', { ...query, ...at }, signal),
  );
}

interface PeopleProps {
  readonly query: Query;
  readonly face: Face;
  readonly chosen: readonly string[];
  readonly catalogue: Catalogue;
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
  readonly narrowed: boolean;
  readonly toolbar: React.ReactNode;
}

function People({ query, face, chosen, catalogue, order, onOrder, narrowed, toolbar }: PeopleProps) {
  const say = useSay();
  const moments = useMoments();
  const written = usePropertyText(catalogue);
  const { people, error, more } = usePeople(query);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!people) return <Waiting shape="table" />;
  const first: Column<Person> = {
    key: 'first',
    title: say(text.first),
    value: (person) => person.first,
    render: (person) => <span title={moments.at(person.first)}>{moments.at(person.first).slice(0, 10)}</span>,
    width: 104,
  };
  const properties = chosen.map(
    (name): Column<Person> => ({
      key: `property:${name}`,
      title: say(propertyTitle(catalogue, 'person', name)),
      value: ({ properties: { [name]: value } }) => (value === undefined ? null : written(name, value)),
      sortable: false,
      width: 128,
    }),
  );
  return (
    <PeopleTable
      people={people}
      face={face}
      catalogue={catalogue}
      columns={[first, ...properties]}
      label={say(text.people)}
      toolbar={toolbar}
      order={order}
      onOrder={onOrder}
      maxHeight={window.innerHeight - 240}
      onEnd={more}
      empty={narrowed ? <EmptyState picture="search" title={say(text.noMatch)} /> : <Nobody />}
    />
  );
}

function Nobody() {
  const say = useSay();
  const button = (
    <LinkButton href="/collect/import" type="primary">
      {say(text.importFile)}
    </LinkButton>
  );
  return (
    <EmptyState picture="inbox" title={say(text.none)} action={button}>
      {say(text.noneHint)}
    </EmptyState>
  );
}
