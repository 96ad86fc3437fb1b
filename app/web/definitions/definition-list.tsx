import { LockOutlined, StarFilled, StarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import {
  type Column,
  DataTable,
  EmptyState,
  FaultNotice,
  SearchInput,
  Split,
  useSay,
  useTell,
  Waiting,
} from '#lib/ui';
import { useMoments } from '../api/use-moments.ts';
import './definitions.css';
import { DefinitionMenu } from './definition-menu.tsx';
import { FolderRail, type Place } from './folder-rail.tsx';
import { matches } from './matches.ts';
import { text } from './text.ts';
import { type Definition, useDefinitionChange, useDefinitions } from './use-definitions.ts';

interface Props {
  readonly kind: string;
  readonly label: string;
  /** What this kind tells beside what all kinds tell. */
  readonly columns: readonly Column<Definition>[];
  /** Stands in place of the list when nothing was ever made. */
  readonly empty: ReactNode;
}

/** What is kept of one kind: folders left, search above, one line each, and everything that can be done with it. */
export function DefinitionList({ kind, label, columns, empty }: Props) {
  const say = useSay();
  const [place, setPlace] = useState<Place>({ at: 'all' });
  const [search, setSearch] = useState('');
  const live = useDefinitions(kind);
  const trash = useDefinitions(kind, true);
  const { error } = live;
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!live.data) return <Waiting shape="table" />;
  const all = live.data.definitions;
  const gone = trash.data?.definitions ?? [];
  if (all.length === 0 && gone.length === 0) return empty;
  const inPlace = place.at === 'trash' ? gone : all.filter((one) => isIn(one, place));
  return (
    <div className="definitions">
      <Split
        sideLabel={say(text.places)}
        summary={say(titleOf(place))}
        side={<FolderRail definitions={all} trashed={trash.data?.total} place={place} onPlace={setPlace} />}
      >
        <div className="definitions-bar">
          <SearchInput value={search} onChange={setSearch} placeholder={say(text.search)} />
          {place.at === 'trash' && <span className="ui-muted">{say(text.trashHint)}</span>}
        </div>
        <Lines
          key={place.at === 'trash' ? 'trash' : 'live'}
          rows={inPlace.filter((one) => matches(one, search))}
          all={all}
          label={label}
          columns={columns}
          isTrash={place.at === 'trash'}
          empty={all.length === 0 && place.at !== 'trash' ? empty : <Nothing place={place} search={search} />}
        />
      </Split>
    </div>
  );
}

interface LinesProps {
  readonly rows: readonly Definition[];
  readonly all: readonly Definition[];
  readonly label: string;
  readonly columns: readonly Column<Definition>[];
  readonly isTrash: boolean;
  readonly empty: ReactNode;
}

function Lines({ rows, all, label, columns, isTrash, empty }: LinesProps) {
  const say = useSay();
  const moments = useMoments();
  const [, go] = useLocation();
  const name: Column<Definition> = {
    key: 'name',
    title: say(text.name),
    value: (one) => one.name,
    width: columns.length > 1 ? 240 : 320,
    render: (one) => <NameCell one={one} isTrash={isTrash} />,
  };
  const actions: Column<Definition> = {
    key: 'actions',
    title: '',
    value: () => null,
    sortable: false,
    width: isTrash ? 96 : 56,
    render: (one) => (isTrash ? <PutBack one={one} /> : <DefinitionMenu one={one} all={all} />),
  };
  const when = (key: 'changed' | 'trashed'): Column<Definition> => ({
    key,
    title: say(text[key]),
    value: (one) => one[key],
    width: 120,
    render: (one) => one[key] && <span title={moments.at(one[key])}>{moments.ago(one[key])}</span>,
  });
  const by = (key: 'owner' | 'trashedBy'): Column<Definition> => ({
    key,
    title: say(text[key]),
    value: (one) => one[key],
    width: 128,
  });
  const shown = isTrash
    ? [name, by('trashedBy'), when('trashed'), actions]
    : [name, ...columns, by('owner'), when('changed'), actions];
  return (
    <DataTable
      rows={rows}
      rowKey={({ id }) => id}
      label={label}
      onRow={isTrash ? undefined : ({ page }) => go(page)}
      columns={shown}
      empty={empty}
      maxHeight={640}
    />
  );
}

function NameCell({ one, isTrash }: { one: Definition; isTrash: boolean }) {
  const say = useSay();
  const star = useDefinitionChange('definition/favourite');
  const title = say(one.favourite ? text.unstar : text.star);
  return (
    <span className="definitions-name">
      {!isTrash && (
        <button
          type="button"
          className="ui-plain definitions-star"
          aria-pressed={one.favourite}
          aria-label={title}
          title={title}
          onClick={() => star.mutate({ id: one.id, favourite: !one.favourite })}
        >
          {one.favourite ? <StarFilled /> : <StarOutlined />}
        </button>
      )}
      <span className="ui-ellipsis" title={one.name}>
        {one.name}
      </span>
      {!one.shared && (
        <LockOutlined className="ui-muted" title={say(text.private)} aria-label={say(text.private)} />
      )}
      {one.folder && (
        <span className="ui-ellipsis definitions-folder" title={one.folder}>
          {one.folder.split('/').at(-1)}
        </span>
      )}
    </span>
  );
}

function PutBack({ one }: { one: Definition }) {
  const say = useSay();
  const tell = useTell();
  const trash = useDefinitionChange('definition/trash');
  if (one.may !== 'own') return null;
  const back = async () => {
    await trash.mutateAsync({ id: one.id, trashed: false }).then(
      () => tell(`${say(text.restored)}: ${one.name}`),
      (error: Error) => tell(error.message),
    );
  };
  return (
    <Button type="text" size="small" loading={trash.isPending} onClick={() => void back()}>
      {say(text.restore)}
    </Button>
  );
}

function Nothing({ place, search }: { place: Place; search: string }) {
  const say = useSay();
  if (place.at === 'trash' && !search) return <EmptyState picture="table" title={say(text.trashEmpty)} />;
  if (place.at === 'favourites' && !search)
    return (
      <EmptyState picture="table" title={say(text.noFavourites)}>
        {say(text.noFavouritesHint)}
      </EmptyState>
    );
  return (
    <EmptyState picture="search" title={say(text.nothing)}>
      {say(text.nothingHint)}
    </EmptyState>
  );
}

function isIn({ folder, favourite }: Definition, place: Place): boolean {
  if (place.at === 'favourites') return favourite;
  return place.at !== 'folder' || `${folder}/`.startsWith(`${place.folder}/`);
}

function titleOf(place: Place) {
  return place.at === 'folder' ? { zh: place.folder, en: place.folder } : text[place.at];
}
