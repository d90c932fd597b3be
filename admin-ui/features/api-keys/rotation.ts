import { useMutation, useQuery } from '@tanstack/preact-query'
import type { ApiKey, ApiKeyWithSecret, KeyUsage } from '../../../contract/api-keys.ts'
import { get, send } from '../../api.ts'
import { useOnce } from '../../hooks/use-idempotency-key.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { keyPath, useRefresh } from './queries.ts'
import { words } from './rotation-words.ts'

type UsageOptions = {
  /** How often to ask again, in ms, told from what is known; left out, never. */
  every?: (usage: KeyUsage | undefined) => number
}

/** How a key was used over some days, what is left of its limits, and how far a regeneration has come. */
export const useKeyUsage = (id: string, days: number, { every }: UsageOptions = {}) =>
  useQuery<KeyUsage>({
    queryKey: ['api-keys', 'usage', id, days],
    queryFn: ({ signal }) => get<KeyUsage>(keyPath(id, 'usage'), { days }, signal),
    refetchInterval: (query) => every?.(query.state.data) ?? false,
  })

/** Gives a key a new secret; the old one dies after the grace. The answer is the only one that holds the new key. */
export function useRegenerateKey() {
  const refresh = useRefresh()
  const once = useOnce()
  return useMutation({
    mutationFn: ({ id, graceSeconds }: { id: string; graceSeconds: number }) =>
      send<ApiKeyWithSecret>('POST', keyPath(id, 'regenerate'), { graceSeconds }, once([id, graceSeconds])),
    // Not waited for: the new key is shown at once, however long the list takes.
    onSettled: () => void refresh(),
    // Kept nowhere once the dialog is gone.
    gcTime: 0,
  })
}

/** Ends the old secret of a regenerated key before its time. */
export function useStopOldKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => send<ApiKey>('DELETE', keyPath(key.id, 'grace')),
    onSuccess: (_, key) => toastDone(words().stopped(key.name)),
    onError: sayWhy,
    onSettled: refresh,
  })
}

/** Asks for a kept key; each time is recorded. */
export const useRevealKey = () =>
  useMutation({
    mutationFn: (id: string) => send<{ key: string }>('POST', keyPath(id, 'reveal')),
    gcTime: 0,
  })
