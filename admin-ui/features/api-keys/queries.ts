import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { ApiKey } from '../../../contract/api-keys.ts'
import type { Page } from '../../../contract/common.ts'
import { SCOPE_GROUPS, type ScopeGroup } from '../../../contract/scopes.ts'
import { get, type Params, send } from '../../api.ts'
import { usePage } from '../../lists/page-query.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { words } from './words.ts'

/** The address of a key, or of something done to it. */
export const keyPath = (id: string, verb?: string) =>
  `/api/v1/api-keys/${encodeURIComponent(id)}${verb ? `/${verb}` : ''}`

/** One page of keys. Last use and counts move on their own. */
export const useApiKeys = (params: Params) =>
  usePage<Page<ApiKey>>(['api-keys', 'list'], '/api/v1/api-keys', params, 15_000)

/** One key, as the list last showed it until the server has answered. */
export function useApiKey(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['api-keys', 'one', id],
    queryFn: ({ signal }) => get<ApiKey>(keyPath(id), undefined, signal),
    // Data and not a placeholder: only a read that has data already is begun anew when the key is changed meanwhile.
    initialData: () =>
      client
        .getQueriesData<Page<ApiKey>>({ queryKey: ['api-keys', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((key) => key.id === id),
    initialDataUpdatedAt: 0,
  })
}

/** The permissions one can grant: the built-in catalogue at once, the server's own as soon as it answers. */
export const useScopeGroups = (): ScopeGroup[] =>
  useQuery({
    queryKey: ['scopes'],
    queryFn: ({ signal }) => get<{ groups: ScopeGroup[] }>('/api/v1/scopes', undefined, signal),
    staleTime: 300_000,
  }).data?.groups ?? SCOPE_GROUPS

/** What a change of a key does to what is on the screen: everything about keys is asked for again. */
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
      await send('POST', keyPath(key.id, verb))
      const said = verb === 'disable' ? t.disabled(key.name) : t.enabled(key.name)
      toastDone(said, offerUndo ? () => flip(key, verb === 'disable' ? 'enable' : 'disable', false) : undefined)
    } catch (error) {
      sayWhy(error)
    }
    await refresh()
  }
  return (key: ApiKey, verb: 'enable' | 'disable') => flip(key, verb, true)
}
