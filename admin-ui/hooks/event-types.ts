import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../api/call-api.ts'

/** Every event that can be listened to: the catalog's, then the organization's own. */
export const useEventTypes = () =>
  useQuery({
    queryKey: ['event-types'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-types', { signal }),
    select: (page) => page.data,
    staleTime: 60_000,
  })
