import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { CreateScope, ScopeCatalogue } from '../../../../client/src/generated.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'

/** The catalog, built-in scopes included. Its counts change with every key, so it is read again when it is shown. */
export const useScopeCatalog = () =>
  useQuery({
    queryKey: ['scopes'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/scopes', { signal }),
  })

type OwnGroup = ScopeCatalogue['groups'][number]

/** The groups with the scopes that the organization defined, and nothing else. */
export const ownGroups = ({ groups }: ScopeCatalogue): OwnGroup[] =>
  groups
    .map(({ group, scopes }) => ({ group, scopes: scopes.filter(({ custom }) => custom) }))
    .filter(({ scopes }) => scopes.length > 0)

/** Reads one scope with its version. */
export const readScope = (scope: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/scopes/{scope}', { params: { scope }, signal })

/** One scope with its version and how many keys hold it; always the current state, because a form starts from it. */
export const useScope = (scope: string) =>
  useQuery({
    queryKey: ['scopes', 'one', scope],
    queryFn: ({ signal }) => readScope(scope, signal),
    gcTime: 0,
  })

/** Invalidates everything about scopes after a change. */
export function useRefreshScopes() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['scopes'] })
}

export function useCreateScope() {
  const refresh = useRefreshScopes()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateScope) => callApi('POST', '/api/v1/scopes', { body, idempotencyKey: keyFor(body) }),
    onSuccess: refresh,
  })
}

/** Deletes a scope. With `force` also one that keys hold: they keep it. */
export function useDeleteScope() {
  const refresh = useRefreshScopes()
  return useMutation({
    mutationFn: ({ scope, force, ifMatch }: { scope: string; force: boolean; ifMatch: string | null }) =>
      callApi('DELETE', '/api/v1/scopes/{scope}', {
        params: { scope },
        query: { force: force ? 'true' : 'false' },
        ifMatch,
      }),
    // Not awaited: the scope is gone, and its dialog with it.
    onSuccess: () => void refresh(),
  })
}
