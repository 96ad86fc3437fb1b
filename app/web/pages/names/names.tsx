import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { EmptyState, FaultNotice, PageHeader, SearchInput, useSay } from '#lib/ui';
import { LinkButton } from '../../api/link-button.tsx';
import { useSigned } from '../../api/session.tsx';
import { EventList } from './event-list.tsx';
import './names.css';
import { PropertyList } from './property-list.tsx';
import { text } from './text.ts';
import { type Called, useRename } from './use-rename.ts';

const parts = ['events', 'ofEvents', 'ofPeople'] as const;

/** What events and properties there are, and what people call them. */
export default function NamesPage() {
  const say = useSay();
  const [, go] = useLocation();
  const { project } = useSigned();
  const asked = new URLSearchParams(useSearch()).get('part');
  const part = parts.find((one) => one === asked) ?? 'events';
  const [search, setSearch] = useState('');
  const [unnamed, setUnnamed] = useState(false);
  const { rename, fault } = useRename();
  const fits = ({ name, named }: Omit<Called, 'kind'>) =>
    !(unnamed && named.zh && named.en) &&
    [name, named.zh, named.en].some((word) => word.toLowerCase().includes(search.trim().toLowerCase()));
  const list = { fits, rename, maxHeight: Math.max(320, window.innerHeight - 260), empty: <NoData /> };
  const toolbar = (
    <div className="names-bar">
      <Segmented
        aria-label={say(text.title)}
        value={part}
        onChange={(next) => go(`/collect/names?part=${next}`, { replace: true })}
        options={parts.map((value) => ({ value, label: say(text[value]) }))}
      />
      <SearchInput value={search} onChange={setSearch} placeholder={say(text.search)} />
      <Checkbox checked={unnamed} onChange={({ target }) => setUnnamed(target.checked)}>
        {say(text.unnamed)}
      </Checkbox>
    </div>
  );
  return (
    <>
      <PageHeader
        title={say(text.title)}
        sentence={say(project.role === 'viewer' ? text.viewerSentence : text.sentence)}
      />
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
      <div className="names-list">
        {part === 'events' ? (
          <EventList {...list} toolbar={toolbar} />
        ) : (
          <PropertyList
            key={part}
            {...list}
            toolbar={toolbar}
            owner={part === 'ofEvents' ? 'event' : 'person'}
          />
        )}
      </div>
    </>
  );
}

function NoData() {
  const say = useSay();
  const button = (
    <LinkButton href="/collect/import" type="primary">
      {say(text.import)}
    </LinkButton>
  );
  return (
    <EmptyState picture="table" title={say(text.none)} action={button}>
      {say(text.noneHint)}
    </EmptyState>
  );
}
