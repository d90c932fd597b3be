import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Page } from '../../../contract/common.ts'
import type { CreateEventType, EventTypeInfo } from '../../../contract/events.ts'
import type { Webhook } from '../../../contract/webhooks.ts'
import { get, getTagged, send } from '../../api.ts'
import { useOnce } from '../../hooks/use-idempotency-key.ts'

export const eventPath = (type: string) => `/api/v1/event-types/${encodeURIComponent(type)}`

/** One event type with its version, as it stands now. */
export const useEventType = (type: string) =>
  useQuery({
    queryKey: ['event-types', 'one', type],
    queryFn: ({ signal }) => getTagged<EventTypeInfo>(eventPath(type), undefined, signal),
  })

/** Listeners that are named; of more it is told how many. */
const NAMED = 5

/** The webhooks that listen to an event, by its name or by a wildcard, and how many there are in all. */
export const useListeners = (event: string) =>
  useQuery({
    queryKey: ['webhooks', 'listeners', event],
    queryFn: ({ signal }) => get<Page<Webhook>>('/api/v1/webhooks', { event, sort: 'name', limit: NAMED }, signal),
  })

/** What a change of an event type does to what is on the screen: all of them are asked for again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['event-types'] })
}

export function useCreateEventType() {
  const refresh = useRefresh()
  const once = useOnce()
  return useMutation({
    mutationFn: (input: CreateEventType) => send<EventTypeInfo>('POST', '/api/v1/event-types', input, once(input)),
    onSuccess: refresh,
  })
}

export function useDeleteEventType() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ type, ifMatch }: { type: string; ifMatch: string | null }) =>
      send('DELETE', eventPath(type), undefined, { ifMatch }),
    // Not waited for: the event is gone, and its dialog with it.
    onSuccess: () => void refresh(),
  })
}
