import { useQuery } from '@tanstack/preact-query'
import type { ScopeGroup } from '../../contract/scopes.data.ts'
import { callApi } from '../api/call-api.ts'

/** The permissions that can be granted; undefined until the server has answered. If it fails, the built-in ones. */
export function useLoadedScopeGroups(): ScopeGroup[] | undefined {
  const served = useQuery({
    queryKey: ['scopes'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/scopes', { signal }),
    staleTime: 300_000,
  })
  const builtIn = useQuery({
    queryKey: ['built-in-scopes'],
    queryFn: async () => (await import('../../contract/scope-catalog.data.ts')).SCOPE_GROUPS,
    enabled: served.isError,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return served.data?.groups ?? builtIn.data
}

const NONE: ScopeGroup[] = []

/** The same; none until the server has answered. */
export const useScopeGroups = (): ScopeGroup[] => useLoadedScopeGroups() ?? NONE
