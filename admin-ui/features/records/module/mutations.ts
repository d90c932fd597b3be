import { useMutation } from '@tanstack/preact-query'
import type { Module, UpdateModule } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { inputsOf } from '../modules/draft.ts'
import { useRefreshModules } from '../modules/queries.ts'

/** Changes a module that is at a version. */
export const writeModule = (slug: string, body: UpdateModule, ifMatch: string | null) =>
  callApi('PATCH', '/api/v1/modules/{slug}', { params: { slug }, body, ifMatch })

/** Says whether a change of a module is possible, and changes nothing. Rejects with what is in the way. */
export const checkModuleChange = (slug: string, body: UpdateModule, signal: AbortSignal) =>
  callApi('PATCH', '/api/v1/modules/{slug}', { params: { slug }, query: { dryRun: 'true' }, body, signal })

/** Replaces the fields of a module. */
export function useChangeFields({ data, etag }: Versioned<Module>) {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: (fields: Module['fields']) => writeModule(data.slug, { fields: inputsOf(fields) }, etag),
    onSettled: refresh,
  })
}

/** Deletes a module with its records. */
export function useDeleteModule() {
  const refresh = useRefreshModules()
  return useMutation({
    mutationFn: (slug: string) =>
      callApi('DELETE', '/api/v1/modules/{slug}', { params: { slug }, query: { confirm: slug } }),
    // Not awaited: the module is gone, and its page with it.
    onSuccess: () => void refresh(),
  })
}
