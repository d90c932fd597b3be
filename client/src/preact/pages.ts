import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/preact-query'
import type { GatehouseError } from '../gatehouse-error.ts'
import type { Arguments, Input, ListId, Output } from '../types.ts'
import { useGatehouse } from './provider.ts'
import { resourceKey } from './query.ts'

/** The pages of a list, one after another: `fetchNextPage` reads one more. */
export function usePages<O extends ListId>(
  operation: O,
  input?: Input<O>,
): UseInfiniteQueryResult<InfiniteData<Output<O>>, GatehouseError> {
  const client = useGatehouse()
  return useInfiniteQuery({
    queryKey: [...resourceKey(operation), operation, 'pages', input ?? {}],
    queryFn: async ({ pageParam, signal }): Promise<Output<O>> => {
      const next = pageParam ? { ...Object(input), cursor: pageParam } : input
      return (await client.call(operation, ...([next, { signal }] as Arguments<O>))).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page as { nextCursor: string | null }).nextCursor,
    retry: false,
  })
}
