import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Drawer, FaultNotice, formatFull, SearchInput, useSay, Waiting } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { type ApiFault, call, download, type Output } from '../api/api.ts';
import { ExportPeople } from '../people/export-people.tsx';
import { PeopleTable } from '../people/people-table.tsx';
import { SaveSegment } from '../people/save-segment.tsx';
import { text } from './text.ts';

/** A place in an answer behind which there are people. */
export interface Point {
  readonly point: Record<string, unknown>;
  readonly title: string;
  readonly before: boolean | number;
}

interface Props {
  readonly question: Draft;
  readonly at: Point;
  readonly onClose: () => void;
}

const PAGE = 100;
type Page = Output<'ask/people'>;

/** The people behind a point: how many, who, and the way to make a segment of them. */
export function PeopleDrawer({ question, at, onClose }: Props) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const behind = { question, point: at.point, before: at.before, ...(search && { search }) };
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery<Page, ApiFault>({
    queryKey: ['ask/people', behind],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call('ask/people', { ...behind, limit: PAGE, offset: pageParam as number }, signal),
    getNextPageParam: (page, pages) => {
      const shown = pages.length * PAGE;
      return shown < page.total ? shown : undefined;
    },
  });
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Drawer
      open
      onClose={onClose}
      title={at.title}
      sentence={total === undefined ? undefined : `${formatFull(total)} ${say(text.people)}`}
      actions={
        <>
          {!at.before && <SaveSegment definition={{ question, point: at.point }} suggestion={at.title} />}
          <ExportPeople onExport={(as) => void download('ask/people/export', { ...behind, as })} />
        </>
      }
    >
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="table" />}
      {data && (
        <PeopleTable
          people={people}
          label={at.title}
          maxHeight={window.innerHeight - 200}
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
