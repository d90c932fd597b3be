import { useMutation, useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { useRefreshModules } from './queries.ts'

/** The modules that are demonstration data. */
export const useDemoData = () =>
  useQuery({
    queryKey: ['modules', 'demo'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/demo-data', { signal }),
  })

/** Creates the demonstration data in an environment. */
export function useCreateDemoData() {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: (environment: 'live' | 'test') => callApi('POST', '/api/v1/demo-data', { body: { environment } }),
    // Also after an error: some modules may exist.
    onSettled: refresh,
  })
}

/** Deletes the demonstration data. */
export function useDeleteDemoData() {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: () => callApi('DELETE', '/api/v1/demo-data'),
    onSettled: refresh,
  })
}
