import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { ApiKey } from '../../contract/api-keys.ts'
import type { Page } from '../../contract/common.ts'
import type { LogEntry, Stats } from '../../contract/event-logs.ts'
import { get, type Params } from '../api.ts'

/**
 * How often the newest page is asked for while it is in sight. A call stands in the log about 1.3 s after it happened
 * (measured: 250 ms in the isolate's buffer, 1 s in the queue's batch), which leaves half a second to be seen within two.
 */
export const LIVE_MS = 500

/** One page of the log. `live` asks for it again and again while the page is in sight. */
export const useLog = (params: Params, live: boolean) =>
  useQuery({
    queryKey: ['event-logs', 'list', params],
    queryFn: ({ signal }) => get<Page<LogEntry>>('/api/v1/event-logs', params, signal),
    placeholderData: keepPreviousData,
    // A server in trouble is not asked twice a second.
    refetchInterval: (query) => (live ? (query.state.error ? 10 * LIVE_MS : LIVE_MS) : false),
    staleTime: 0,
  })

/** What was sent and answered, where recording was on. */
type Exchange = { headers?: Record<string, string>; body?: unknown }
export type FullEntry = LogEntry & { request?: Exchange | null; response?: Exchange | null }

/** One entry; what the list showed of it stands until the server has answered, and after it has been purged. */
export function useLogEntry(id: string) {
  const client = useQueryClient()
  const known = client
    .getQueriesData<Page<LogEntry>>({ queryKey: ['event-logs', 'list'] })
    .flatMap(([, page]) => page?.data ?? [])
    .find((entry): entry is FullEntry => entry.id === id)
  const query = useQuery({
    queryKey: ['event-logs', 'one', id],
    queryFn: ({ signal }) => get<FullEntry>(`/api/v1/event-logs/${encodeURIComponent(id)}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { ...query, data: query.data ?? known }
}

export const useStats = () =>
  useQuery({
    queryKey: ['stats'],
    queryFn: ({ signal }) => get<Stats>('/api/v1/stats', undefined, signal),
    refetchInterval: 10_000,
  })

/** Keys to filter by: the hundred used last. */
export const useKeyChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['api-keys', 'list', 'choices'],
    queryFn: ({ signal }) => get<Page<ApiKey>>('/api/v1/api-keys', { limit: 100, sort: '-lastUsedAt' }, signal),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []
