import { useQuery } from '@tanstack/preact-query'
import { missingScopes } from '../../contract/scopes.data.ts'
import { callApi } from '../api/call-api.ts'

/** The signed-in user, and the scopes of their role. */
export const meQuery = {
  queryKey: ['me'],
  queryFn: ({ signal }: { signal: AbortSignal }) => callApi('GET', '/api/v1/me', { signal }),
  staleTime: 60_000,
}

export const useMe = () => useQuery(meQuery).data

/** Whether the user's role covers all of these scopes. False until the user is known. */
export function useCan(...scopes: string[]): boolean {
  const me = useMe()
  return me !== undefined && missingScopes(me.scopes, scopes).length === 0
}

/**
 * Whether the user's role lacks one of these scopes. False until the user is known: what depends on it, such as a note that
 * something is not allowed, must not be shown before.
 */
export function useLacks(...scopes: string[]): boolean {
  const me = useMe()
  return me !== undefined && missingScopes(me.scopes, scopes).length > 0
}

/** Whether the user's role covers at least one of these scopes. */
export function useCanAny(scopes: readonly string[]): boolean {
  const me = useMe()
  return me !== undefined && scopes.some((scope) => missingScopes(me.scopes, [scope]).length === 0)
}
