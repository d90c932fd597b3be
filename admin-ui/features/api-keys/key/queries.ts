import { signal } from '@preact/signals'
import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { ApiKey, ApiKeyPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'

/** One page of keys. Last use and counts change without user actions, so it is polled. */
export const useApiKeys = (query: Query<'GET', '/api/v1/api-keys'>) =>
  usePage(['api-keys', 'list', query], (signal) => callApi('GET', '/api/v1/api-keys', { query, signal }), 15_000)

/** Reads one key with its version. */
export const readApiKey = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/api-keys/{id}', { params: { id }, signal })

/**
 * One key; the row from the list is shown until the server has answered.
 * @param everyMs the polling interval in ms, where its last use and its count are shown
 */
export function useApiKey(id: string, everyMs: number | false = false) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['api-keys', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}', { params: { id }, signal }),
    // Initial data instead of a placeholder: only a query that has data is refetched when the key changes in the
    // meantime.
    initialData: () =>
      client
        .getQueriesData<ApiKeyPage>({ queryKey: ['api-keys', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((key) => key.id === id),
    initialDataUpdatedAt: 0,
    refetchInterval: everyMs,
  })
}

/** How many keys are directly below a key. */
export const useChildCount = (parentId: string) =>
  useQuery({
    queryKey: ['api-keys', 'child-count', parentId],
    queryFn: async ({ signal }) =>
      (await callApi('GET', '/api/v1/api-keys', { query: { parentId, limit: 1 }, signal })).total ?? 0,
  }).data

/** Invalidates all queries about keys after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['api-keys'] })
}

type Switching = 'enable' | 'disable'

const switching = signal<ReadonlyMap<string, Switching>>(new Map())

/** Whether the key is being enabled or disabled at this moment. */
export const switchingOf = (id: string): Switching | undefined => switching.value.get(id)

function setSwitching(id: string, verb: Switching | null) {
  const next = new Map(switching.peek())
  if (verb) next.set(id, verb)
  else next.delete(id)
  switching.value = next
}

/** Disabling and enabling undo each other, so neither needs confirmation. Until the server has answered, both wait. */
export function useEnableDisableKey() {
  const refresh = useRefresh()
  const flip = async (key: ApiKey, verb: Switching, offerUndo: boolean) => {
    if (switching.peek().has(key.id)) return
    setSwitching(key.id, verb)
    try {
      await callApi('POST', `/api/v1/api-keys/{id}/${verb}`, { params: { id: key.id }, body: {} })
      const said = verb === 'disable' ? m.api_keys_disabled({ name: key.name }) : m.api_keys_enabled({ name: key.name })
      toastDone(said, offerUndo ? () => flip(key, verb === 'disable' ? 'enable' : 'disable', false) : undefined)
    } catch (error) {
      toastError(error)
    }
    // Until the list shows it: a row that looks unchanged would be a lie.
    await refresh().finally(() => setSwitching(key.id, null))
  }
  return (key: ApiKey, verb: Switching) => flip(key, verb, true)
}
