import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { AlertPage, UpdateAlerts } from '../../../client/src/generated.ts'
import type { Query } from '../../../client/src/request.ts'
import { callApi } from '../../api/call-api.ts'
import { usePage } from '../../lists/page-query.ts'
import { m } from '../../messages/index.ts'
import { toastDone, toastError } from '../../ui/feedback/toast.ts'

/** Alerts are rare, so polling can be slow. */
const POLL_MS = 30_000

/** One page of alerts. */
export const useAlerts = (query: Query<'GET', '/api/v1/alerts'>) =>
  usePage(['alerts', 'list', query], (signal) => callApi('GET', '/api/v1/alerts', { query, signal }), POLL_MS)

/** The number of open alerts and the latest of them, in one request that is repeated every half minute. */
export const useOpenAlerts = (enabled: boolean) =>
  useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/alerts', { query: { status: 'open' }, signal }),
    refetchInterval: POLL_MS,
    enabled,
  }).data

/** Resolves or reopens alerts. Each undoes the other, so neither needs confirmation. */
export function useResolveAlerts() {
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: ({ ids, status }: UpdateAlerts & { back?: boolean }) =>
      callApi('PATCH', '/api/v1/alerts', { body: { ids, status } }),
    onSuccess: (_, { ids, status, back }) => {
      // The rows show it at once, before the list is read again.
      client.setQueriesData<AlertPage>(
        { queryKey: ['alerts', 'list'] },
        (page) =>
          page && {
            ...page,
            data: page.data.map((one) =>
              ids.includes(one.id) ? { ...one, status, resolvedAt: null, resolvedBy: null } : one,
            ),
          },
      )
      const other = status === 'open' ? 'resolved' : 'open'
      const undo = () => settle.mutate({ ids, status: other, back: true })
      toastDone(
        status === 'open' ? m.alerts_reopened({ count: ids.length }) : m.alerts_resolved({ count: ids.length }),
        back ? undefined : undo,
      )
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  })
  return settle
}
