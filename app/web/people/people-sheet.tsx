import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Words } from '#lib/core';
import { Drawer, EmptyState, FaultNotice, SearchInput, useSay, Waiting } from '#lib/ui';
import type { ApiFault, Output } from '../api/api.ts';
import { useCatalogue } from '../api/catalogue.ts';
import { PeopleTable } from './people-table.tsx';
import { asksFor, usePersonFace } from './use-person-face.ts';

const text = {
  search: { zh: '按 ID 或属性搜索', en: 'Search ids and properties' },
  nobody: { zh: '没有人', en: 'Nobody' },
} satisfies Record<string, Words>;

const PAGE = 100;
type Page = Output<'person/list'>;

/** What a page of people is asked by, beside whom it is about. */
export type PageAsked = ReturnType<typeof asksFor> & {
  readonly search?: string;
  readonly limit: number;
  readonly offset: number;
};

interface Props {
  /** Who they are; tells the number once it is known. */
  readonly title: (total: number | undefined) => ReactNode;
  readonly sentence?: (total: number | undefined) => ReactNode;
  /** What tells these people from others, for what is kept of pages. */
  readonly of: readonly unknown[];
  readonly fetchPage: (asked: PageAsked, signal: AbortSignal) => Promise<Page>;
  /** What can be done with them; `asked` is what their faces are asked by. */
  readonly actions?: (asked: ReturnType<typeof asksFor> & { search?: string }) => ReactNode;
  readonly onClose: () => void;
}

/** People in a sheet over the page: how many, who, found by a search. */
export function PeopleSheet({ title, sentence, of, fetchPage, actions, onClose }: Props) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const face = usePersonFace();
  const catalogue = useCatalogue();
  const faces = face && asksFor(face);
  const pages = (searched: string, enabled: boolean) => ({
    queryKey: [...of, faces, searched],
    initialPageParam: 0,
    enabled: faces !== undefined && enabled,
    queryFn: ({ pageParam, signal }: { pageParam: unknown; signal: AbortSignal }) =>
      fetchPage(
        {
          ...(faces ?? { columns: [] }),
          ...(searched && { search: searched }),
          limit: PAGE,
          offset: pageParam as number,
        },
        signal,
      ),
    getNextPageParam: (page: Page, before: Page[]) => {
      const shown = before.length * PAGE;
      return shown < page.total ? shown : undefined;
    },
  });
  const everybody = useInfiniteQuery<Page, ApiFault>(pages('', true));
  const found = useInfiniteQuery<Page, ApiFault>({
    ...pages(search, search !== ''),
    placeholderData: (before) => before,
  });
  const { data, error, fetchNextPage, hasNextPage, isFetching } = search ? found : everybody;
  const total = everybody.data?.pages[0]?.total;
  const words = title(total);
  return (
    <Drawer
      open
      width={760}
      onClose={onClose}
      title={words}
      sentence={sentence?.(total)}
      actions={faces && actions?.({ ...faces, ...(search && { search }) })}
    >
      {error && <FaultNotice message={error.message} code={error.code} />}
      {(!data || !face || !catalogue) && !error && <Waiting shape="table" />}
      {data && face && catalogue && (
        <PeopleTable
          people={data.pages.flatMap((page) => page.people)}
          face={face}
          catalogue={catalogue}
          label={typeof words === 'string' ? words : say(text.search)}
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
          onEnd={() => hasNextPage && !isFetching && void fetchNextPage()}
        />
      )}
    </Drawer>
  );
}
