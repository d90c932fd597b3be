import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../api/call-api.ts'

/** All event types: the catalog, then the custom ones. */
export const useEventTypes = () =>
  useQuery({
    queryKey: ['event-types'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-types', { signal }),
    select: (page) => page.data,
    staleTime: 60_000,
  })
