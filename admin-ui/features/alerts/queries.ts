import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { AlertPage, UpdateAlerts } from '../../../contract/alerts.ts'
import { get, type Params, send } from '../../api.ts'
import { usePage } from '../../lists/page-query.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { words } from './words.ts'

/** Alerts come by the hour, not by the second. */
const SELDOM_MS = 30_000

/** One page of alerts. */
export const useAlerts = (params: Params) => usePage<AlertPage>(['alerts', 'list'], '/api/v1/alerts', params, SELDOM_MS)

/** How many alerts are open, and the latest of them, in one request that is asked again every half minute. */
export const useOpenAlerts = (enabled: boolean) =>
  useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: ({ signal }) => get<AlertPage>('/api/v1/alerts', { status: 'open' }, signal),
    refetchInterval: SELDOM_MS,
    enabled,
  }).data

/** Resolves alerts or opens them again. Each undoes the other, so neither asks first. */
export function useSettle() {
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: ({ ids, status }: UpdateAlerts & { back?: boolean }) =>
      send('PATCH', '/api/v1/alerts', { ids, status } satisfies UpdateAlerts),
    onSuccess: (_, { ids, status, back }) => {
      const t = words()
      const other = status === 'open' ? 'resolved' : 'open'
      const undo = () => settle.mutate({ ids, status: other, back: true })
      toastDone(status === 'open' ? t.reopened(ids.length) : t.resolved(ids.length), back ? undefined : undo)
    },
    onError: sayWhy,
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  })
  return settle
}
