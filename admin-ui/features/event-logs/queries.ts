import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { FullLogEntry, LogPage } from '../../../client/src/generated.ts'
import type { Query } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'

export type LogQuery = Query<'GET', '/api/v1/event-logs'>

const POLL_MS = { off: false, stream: 60_000, poll: 5000, trouble: 15_000 } as const

/** So many stretches of the log are looked through for the first match before somebody is asked whether to go on. */
const LOOKS = 8

/** A page of the log; where the newest stretch holds no match, the next ones are looked through too. */
async function readPage(query: LogQuery, signal: AbortSignal): Promise<LogPage> {
  let page = await callApi('GET', '/api/v1/event-logs', { query, signal })
  for (let look = 1; look < LOOKS && page.data.length === 0 && page.nextCursor; look++) {
    page = await callApi('GET', '/api/v1/event-logs', { query: { ...query, cursor: page.nextCursor }, signal })
  }
  return page
}

/**
 * One page of the log. `live`: it is kept up to date, by the stream while that is open (and now and then by asking, in case
 * something passed it by), else by asking every five seconds.
 */
export const useLog = (query: LogQuery, live: 'off' | 'stream' | 'poll') =>
  useQuery({
    queryKey: ['event-logs', 'list', query],
    queryFn: ({ signal }) => readPage(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => POLL_MS[live === 'poll' && state.error ? 'trouble' : live],
    staleTime: 0,
  })

/**
 * One entry; what the list showed of it stands until the server has answered (`whole`), and after it has been purged.
 */
export function useLogEntry(id: string) {
  const client = useQueryClient()
  const known = client
    .getQueriesData<LogPage>({ queryKey: ['event-logs', 'list'] })
    .flatMap(([, page]) => page?.data ?? [])
    .find((entry) => entry.id === id)
  const query = useQuery({
    queryKey: ['event-logs', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-logs/{id}', { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const data: FullLogEntry | undefined = query.data ?? known
  return { ...query, data, whole: query.data !== undefined }
}

export const useStats = () =>
  useQuery({
    queryKey: ['stats'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/stats', { signal }),
    refetchInterval: 10_000,
  })

/** Keys to filter by: the hundred used last. */
export const useKeyChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['api-keys', 'list', 'choices'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys', { query: { limit: 100, sort: '-lastUsedAt' }, signal }),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []

/** Webhooks to filter by: the hundred that were called last. */
export const useWebhookChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['webhooks', 'list', 'choices'],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks', { query: { limit: 100, sort: '-lastTriggeredAt' }, signal }),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []
