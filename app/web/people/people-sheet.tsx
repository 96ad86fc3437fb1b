import { type ReactNode, useState } from 'react';
import type { Words } from '#lib/core';
import { Drawer, EmptyState, FaultNotice, SearchInput, useSay, Waiting } from '#lib/ui';
import type { Output } from '../api/api.ts';
import { useCatalogue } from '../api/catalogue.ts';
import { PeopleTable } from './people-table.tsx';
import { type At, usePeoplePages } from './use-people-pages.ts';
import { asksFor, usePersonFace } from './use-person-face.ts';

const text = {
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
  nobody: { zh: '没有人', en: 'Nobody' },
} satisfies Record<string, Words>;

/** What people are asked by, beside who they are: what shows their faces, and what is searched for among them. */
type Asked = ReturnType<typeof asksFor> & { readonly search?: string };

interface Props {
  /** Who they are; tells the number once it is known. */
  readonly title: (total: number | undefined) => string;
  readonly sentence?: (total: number | undefined) => ReactNode;
  /** What tells these people from others, for what is kept of pages. */
  readonly of: readonly unknown[];
  readonly fetchPage: (asked: Asked & At, signal: AbortSignal) => Promise<Output<'person/list'>>;
  /** What can be done with them. */
  readonly actions?: (asked: Asked) => ReactNode;
  readonly onClose: () => void;
}

/** People in a sheet over the page: how many, who, found by a search. */
export function PeopleSheet({ title, sentence, of, fetchPage, actions, onClose }: Props) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const face = usePersonFace();
  const catalogue = useCatalogue();
  const faces = face ? asksFor(face) : { columns: [] };
  const asked = { ...faces, ...(search && { search }) };
  const all = usePeoplePages(
    [...of, faces],
    (at, signal) => fetchPage({ ...faces, ...at }, signal),
    face !== undefined,
  );
  const found = usePeoplePages(
    [...of, asked],
    (at, signal) => fetchPage({ ...asked, ...at }, signal),
    face !== undefined && search !== '',
  );
  const { people, error, more } = search ? found : all;
  const words = title(all.total);
  return (
    <Drawer
      open
      width={760}
      onClose={onClose}
      title={words}
      sentence={sentence?.(all.total)}
      actions={face && actions?.(asked)}
    >
      {error && <FaultNotice message={error.message} code={error.code} />}
      {(!people || !face || !catalogue) && !error && <Waiting shape="table" />}
      {people && face && catalogue && (
        <PeopleTable
          people={people}
          face={face}
          catalogue={catalogue}
          label={words}
          maxHeight={window.innerHeight - 200}
          empty={<EmptyState picture="search" title={say(text.nobody)} />}
          toolbar={
            <SearchInput
              value={search}
              onChange={setSearch}
              placeholder={say(text.search)}
              aria-label={say(text.search)}
            />
          }
          onEnd={more}
        />
      )}
    </Drawer>
  );
}
