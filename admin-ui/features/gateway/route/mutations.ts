import { useMutation } from '@tanstack/preact-query'
import type { CreateGatewayRoute, GatewayRoute, TestGatewayRoute } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** Longer than a change of a route takes: it answers when no isolate has the old routes any more, ms. */
export const CHANGE_TIMEOUT_MS = 30_000

/** Creates a route. */
export function useCreateRoute() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateGatewayRoute) =>
      callApi('POST', '/api/v1/gateway-routes', { body, idempotencyKey: keyFor(body), timeoutMs: CHANGE_TIMEOUT_MS }),
    // Not awaited: the new route is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
  })
}

/** Deletes a route; it is removed from the list. */
export function useDeleteRoute() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id }: GatewayRoute) =>
      callApi('DELETE', '/api/v1/gateway-routes/{id}', { params: { id }, timeoutMs: CHANGE_TIMEOUT_MS }),
    onSuccess: (_, { name }) => toastDone(m.gateway_deleted({ name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}

/** Disabling and enabling undo each other, so neither needs confirmation. */
export function useEnableDisableRoute() {
  const refresh = useRefresh()
  const flip = async (route: GatewayRoute, verb: 'disable' | 'enable', offerUndo: boolean) => {
    const { id, name } = route
    try {
      await callApi('POST', `/api/v1/gateway-routes/{id}/${verb}`, {
        params: { id },
        body: {},
        timeoutMs: CHANGE_TIMEOUT_MS,
      })
      toastDone(
        verb === 'disable' ? m.gateway_disabled({ name }) : m.gateway_enabled({ name }),
        offerUndo ? () => flip(route, verb === 'disable' ? 'enable' : 'disable', false) : undefined,
      )
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (route: GatewayRoute) => flip(route, route.status === 'active' ? 'disable' : 'enable', true)
}

/** Calls the upstream of a route as a caller of the route would. */
export const useTestRoute = (id: string, timeoutSeconds: number) =>
  useMutation({
    mutationFn: (body: TestGatewayRoute) =>
      callApi('POST', '/api/v1/gateway-routes/{id}/test', {
        params: { id },
        body,
        timeoutMs: (timeoutSeconds + 15) * 1000,
      }),
  })
