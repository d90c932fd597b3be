import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Page } from '../../contract/common.ts'
import type { CreateEventType, EventTypeInfo, UpdateEventType } from '../../contract/events.ts'
import type { Webhook } from '../../contract/webhooks.ts'
import { get, getTagged, send } from '../api.ts'
import { useOnce } from '../parts/once.ts'

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

function useRefresh() {
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

type Versioned = { type: string; ifMatch: string | null }

/** Changes what is named in the change and nothing else, if the event still stands at the version that was read. */
export function useUpdateEventType() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ type, ifMatch, change }: Versioned & { change: UpdateEventType }) =>
      send<EventTypeInfo>('PATCH', eventPath(type), change, { ifMatch }),
    onSuccess: refresh,
  })
}

export function useDeleteEventType() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ type, ifMatch }: Versioned) => send('DELETE', eventPath(type), undefined, { ifMatch }),
    // Not waited for: the event is gone, and its dialog with it.
    onSuccess: () => void refresh(),
  })
}
