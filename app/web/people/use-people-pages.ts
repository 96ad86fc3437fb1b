import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiFault, Output } from '../api/api.ts';

const PAGE = 100;
type Page = Output<'person/list'>;

/** Where a page of people lies. */
export interface At {
  readonly limit: number;
  readonly offset: number;
}

/** People, page by page as they come into sight; `of` tells them from others in what is kept. */
export function usePeoplePages(
  of: readonly unknown[],
  fetchPage: (at: At, signal: AbortSignal) => Promise<Page>,
  enabled = true,
) {
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery<Page, ApiFault>({
    queryKey: of,
    enabled,
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => fetchPage({ limit: PAGE, offset: pageParam as number }, signal),
    getNextPageParam: (page, pages) => (pages.length * PAGE < page.total ? pages.length * PAGE : undefined),
    placeholderData: (before) => before,
  });
  return {
    people: data?.pages.flatMap((page) => page.people),
    total: data?.pages[0]?.total,
    error,
    more: () => void (hasNextPage && !isFetching && fetchNextPage()),
  };
}
