import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { ApiKey, ApiKeyPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { SCOPE_GROUPS, type ScopeGroup } from '../../../../contract/scopes.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { words } from './words.ts'

/** One page of keys. Last use and counts change on their own. */
export const useApiKeys = (query: Query<'GET', '/api/v1/api-keys'>) =>
  usePage(['api-keys', 'list', query], (signal) => callApi('GET', '/api/v1/api-keys', { query, signal }), 15_000)

/** Reads one key with its version. */
export const readApiKey = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/api-keys/{id}', { params: { id }, signal })

/** One key, as the list last showed it until the server has answered. */
export function useApiKey(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['api-keys', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}', { params: { id }, signal }),
    // Initial data instead of a placeholder: only a read that has data starts again when the key changes meanwhile.
    initialData: () =>
      client
        .getQueriesData<ApiKeyPage>({ queryKey: ['api-keys', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((key) => key.id === id),
    initialDataUpdatedAt: 0,
  })
}

/** The permissions one can grant: the built-in catalog at once, the server's own as soon as it answers. */
export const useScopeGroups = (): ScopeGroup[] =>
  useQuery({
    queryKey: ['scopes'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/scopes', { signal }),
    staleTime: 300_000,
  }).data?.groups ?? SCOPE_GROUPS

/** Reads everything about keys again after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['api-keys'] })
}

/** Disabling and enabling undo each other, so neither asks first. */
export function useSwitchKey() {
  const refresh = useRefresh()
  const flip = async (key: ApiKey, verb: 'enable' | 'disable', offerUndo: boolean) => {
    const t = words()
    try {
      await callApi('POST', `/api/v1/api-keys/{id}/${verb}`, { params: { id: key.id }, body: {} })
      const said = verb === 'disable' ? t.disabled(key.name) : t.enabled(key.name)
      toastDone(said, offerUndo ? () => flip(key, verb === 'disable' ? 'enable' : 'disable', false) : undefined)
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (key: ApiKey, verb: 'enable' | 'disable') => flip(key, verb, true)
}
