import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { UpdateAlerts } from '../../../client/src/generated.ts'
import type { Query } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'
import { usePage } from '../../lists/page-query.ts'
import { toastDone, toastError } from '../../ui/toast.ts'
import { words } from './words.ts'

/** Alerts come by the hour, not by the second. */
const SELDOM_MS = 30_000

/** One page of alerts. */
export const useAlerts = (query: Query<'GET', '/api/v1/alerts'>) =>
  usePage(['alerts', 'list', query], (signal) => callApi('GET', '/api/v1/alerts', { query, signal }), SELDOM_MS)

/** How many alerts are open, and the latest of them, in one request that is asked again every half minute. */
export const useOpenAlerts = (enabled: boolean) =>
  useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/alerts', { query: { status: 'open' }, signal }),
    refetchInterval: SELDOM_MS,
    enabled,
  }).data

/** Resolves alerts or opens them again. Each undoes the other, so neither asks first. */
export function useSettle() {
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: ({ ids, status }: UpdateAlerts & { back?: boolean }) =>
      callApi('PATCH', '/api/v1/alerts', { body: { ids, status } }),
    onSuccess: (_, { ids, status, back }) => {
      const t = words()
      const other = status === 'open' ? 'resolved' : 'open'
      const undo = () => settle.mutate({ ids, status: other, back: true })
      toastDone(status === 'open' ? t.reopened(ids.length) : t.resolved(ids.length), back ? undefined : undo)
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  })
  return settle
}
