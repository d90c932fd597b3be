import { useQuery } from '@tanstack/preact-query'
import type { Me } from '../../contract/identity.ts'
import { missingScopes } from '../../contract/scopes.ts'
import { get } from '../api.ts'

/** Who is signed in, and what their role allows. */
export const meQuery = {
  queryKey: ['me'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Me>('/api/v1/me', undefined, signal),
  staleTime: 60_000,
}

export const useMe = () => useQuery(meQuery).data

/** Whether the signed-in person's role covers all of these scopes. False until it is known who they are. */
export function useCan(...scopes: string[]): boolean {
  const me = useMe()
  return me !== undefined && missingScopes(me.scopes, scopes).length === 0
}
