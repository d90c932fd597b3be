import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { get, type Params } from '../api.ts'

/**
 * One page of a list. The page before stays in sight while the next one loads.
 *
 * @param key of all pages of the list, by which they are asked for again after a change
 * @param everyMs how often it is asked for again, in ms, for what moves on its own
 */
export const usePage = <P>(key: readonly string[], path: string, params: Params, everyMs: number | false) =>
  useQuery({
    queryKey: [...key, params],
    queryFn: ({ signal }) => get<P>(path, params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })
