import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { CreateEventType } from '../../../client/src/generated.ts'
import { callApi, callApiVersioned } from '../../api/call-api.ts'
import { useIdempotencyKey } from '../../hooks/use-idempotency-key.ts'

/** Reads one event type with its version. */
export const readEventType = (type: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/event-types/{type}', { params: { type }, signal })

/** One event type with its version. */
export const useEventType = (type: string) =>
  useQuery({
    queryKey: ['event-types', 'one', type],
    queryFn: ({ signal }) => readEventType(type, signal),
  })

/** Invalidates all queries about event types after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['event-types'] })
}

export function useCreateEventType() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateEventType) =>
      callApi('POST', '/api/v1/event-types', { body, idempotencyKey: keyFor(body) }),
    onSuccess: refresh,
  })
}

export function useDeleteEventType() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ type, ifMatch }: { type: string; ifMatch: string | null }) =>
      callApi('DELETE', '/api/v1/event-types/{type}', { params: { type }, ifMatch }),
    // Not awaited: the event type is gone, and its dialog with it.
    onSuccess: () => void refresh(),
  })
}
