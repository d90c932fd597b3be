import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import type { LogPage } from '../../../client/src/generated.ts'
import type { Query } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'
import { readFurther } from '../../lists/read-further.ts'

export type LogQuery = Query<'GET', '/api/v1/event-logs'>

const POLL_MS = { off: false, stream: 60_000, poll: 5000, trouble: 15_000 } as const

/** A page of the log, or the first later one with a match. */
const readPage = (query: LogQuery, signal: AbortSignal): Promise<LogPage> =>
  readFurther(query.cursor, (cursor) => callApi('GET', '/api/v1/event-logs', { query: { ...query, cursor }, signal }))

/**
 * One page of the log. `live`: it is kept up to date, by the stream while that is open (plus rare polling as a
 * fallback), else by polling every five seconds.
 */
export const useLog = (query: LogQuery, live: 'off' | 'stream' | 'poll') =>
  useQuery({
    queryKey: ['event-logs', 'list', query],
    queryFn: ({ signal }) => readPage(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => POLL_MS[live === 'poll' && state.error ? 'trouble' : live],
    staleTime: 0,
  })

/** Keys to filter by: the hundred used most recently. */
export const useKeyChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['api-keys', 'list', 'choices'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys', { query: { limit: 100, sort: '-lastUsedAt' }, signal }),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []

/** Webhooks to filter by: the hundred called most recently. */
export const useWebhookChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['webhooks', 'list', 'choices'],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks', { query: { limit: 100, sort: '-lastTriggeredAt' }, signal }),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []

/** OAuth apps to filter by: the hundred newest. */
export const useAppChoices = (enabled: boolean) =>
  useQuery({
    queryKey: ['oauth-apps', 'list', 'choices'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/oauth-apps', { query: { limit: 100 }, signal }),
    staleTime: 30_000,
    enabled,
  }).data?.data ?? []
