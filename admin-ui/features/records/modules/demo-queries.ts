import { useMutation, useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefreshModules } from './queries.ts'

/** The modules that are demonstration data. */
export const useDemoData = () =>
  useQuery({
    queryKey: ['modules', 'demo'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/demo-data', { signal }),
  })

/** Creates the demonstration data in an environment. The new list replaces the button, so the toast belongs here. */
export function useCreateDemoData() {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: (environment: 'live' | 'test') => callApi('POST', '/api/v1/demo-data', { body: { environment } }),
    onSuccess: () => toastDone(m.records_demo_created()),
    onError: toastError,
    // Also after an error: some modules may exist.
    onSettled: refresh,
  })
}

/**
 * Deletes the demonstration data.
 *
 * @param onDeleted called before the new list removes what is shown about the data
 */
export function useDeleteDemoData(onDeleted: () => void) {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: () => callApi('DELETE', '/api/v1/demo-data'),
    onSuccess: () => {
      toastDone(m.records_demo_deleted())
      onDeleted()
    },
    onSettled: refresh,
  })
}
