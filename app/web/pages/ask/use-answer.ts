import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Draft } from '#loop/ask/view';
import { type ApiFault, call, type Output } from '../../api/api.ts';

/** The answer to a question; while it is on its way, or cannot be had, the one before stays in sight. */
export function useAnswer(question: Draft) {
  const client = useQueryClient();
  const queryKey = ['ask', question];
  const { data, error, isFetching, refetch } = useQuery<Output<'ask'>, ApiFault>({
    queryKey,
    queryFn: ({ signal }) => call('ask', question, signal),
    retry: false,
  });
  const [before, setBefore] = useState<Output<'ask'>>();
  useEffect(() => {
    if (data) setBefore(data);
  }, [data]);
  return {
    data,
    shown: data ?? before,
    error,
    isFetching,
    refetch: () => void refetch(),
    cancel: () => void client.cancelQueries({ queryKey }),
  };
}
