import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { CreateModule } from '../../../../client/src/generated.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'

/** All modules, by slug. */
export const useModules = () =>
  useQuery({
    queryKey: ['modules', 'list'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/modules', { signal }),
  })

/** Reads a module with its version. */
export const readModule = (slug: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/modules/{slug}', { params: { slug }, signal })

/** A module with its version. */
export const useModule = (slug: string) =>
  useQuery({
    queryKey: ['modules', 'one', slug],
    queryFn: ({ signal }) => readModule(slug, signal),
    // The progress of an index that is being built, or of records that are being checked.
    refetchInterval: ({ state }) =>
      state.data?.data.fields.some(({ building, checking }) => building || checking) ? 5_000 : false,
  })

/** Invalidates all queries about modules after a change. */
export function useRefreshModules() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['modules'] })
}

/** Creates a module. */
export function useCreateModule() {
  const refresh = useRefreshModules()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateModule) => callApi('POST', '/api/v1/modules', { body, idempotencyKey: keyFor(body) }),
    onSuccess: () => void refresh(),
  })
}
