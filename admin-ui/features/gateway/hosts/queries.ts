import { useMutation, useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../route/queries.ts'

/** The hosts of the organization, and those that it can add. */
export const useHosts = () =>
  useQuery({
    queryKey: ['gateway', 'hosts'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/gateway-hosts', { signal }),
  })

/** Makes the root of a host the gateway of the organization. */
export function useAddHost() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (host: string) =>
      callApi('POST', '/api/v1/gateway-hosts', { body: { host }, idempotencyKey: keyFor(host) }),
    onSuccess: ({ host }) => toastDone(m.gateway_hosts_added({ host })),
    onSettled: () => void refresh(),
  })
}

/** Gives a host back. */
export function useRemoveHost() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (host: string) => callApi('DELETE', '/api/v1/gateway-hosts/{host}', { params: { host } }),
    onSuccess: (_, host) => toastDone(m.gateway_hosts_removed({ host })),
    onSettled: () => void refresh(),
  })
}
