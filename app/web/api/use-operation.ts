import { type UseQueryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiFault, call, type Input, type OperationName, type Output } from './api.ts';

type Options<K extends OperationName> = Pick<
  UseQueryOptions<Output<K>, ApiFault>,
  'enabled' | 'staleTime' | 'refetchInterval' | 'placeholderData'
>;

/** What an operation answers, kept and shared between views; asked anew when the input changes. */
export function useOperation<K extends OperationName>(name: K, input: Input<K>, options?: Options<K>) {
  return useQuery<Output<K>, ApiFault>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    ...options,
  });
}

/** A call that changes something; when it is done, what was kept of the named operations is asked anew. */
export function useChange<K extends OperationName>(name: K, stale: readonly OperationName[] = []) {
  const client = useQueryClient();
  return useMutation<Output<K>, ApiFault, Input<K>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
