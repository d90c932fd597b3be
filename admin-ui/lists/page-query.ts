import { keepPreviousData, useQuery } from '@tanstack/preact-query'

/**
 * The query of one page of a list. The previous page is shown while the next one loads.
 * @param key the query key of this page. Its prefix is common to all pages of the list, and is used to invalidate them
 * after a change
 * @param everyMs the polling interval in ms, for data that changes without user actions
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

/** Reset to the first page, for any change of what a list shows. */
export const FIRST_PAGE = { cursor: null, page: null }
