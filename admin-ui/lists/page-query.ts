import { keepPreviousData, useQuery } from '@tanstack/preact-query'

/**
 * One page of a list. The page before stays in sight while the next one loads.
 *
 * @param key of this page. What it begins with names all pages of the list, by which they are read again after a change
 * @param everyMs how often it is read again, in ms, for what changes on its own
 */
export const usePage = <P>(
  key: readonly unknown[],
  read: (signal: AbortSignal) => Promise<P>,
  everyMs: number | false,
) =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })
