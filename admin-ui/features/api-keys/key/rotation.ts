import { useMutation, useQuery } from '@tanstack/preact-query'
import type { ApiKey, KeyUsage } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { useRefresh } from './queries.ts'
import { words } from './rotation-words.ts'

type UsageOptions = {
  /** How often to read again, in ms, by the latest data. Never if left out. */
  every?: (usage: KeyUsage | undefined) => number
}

/** How a key was used over some days, what is left of its limits, and how far a regeneration has come. */
export const useKeyUsage = (id: string, days: number, { every }: UsageOptions = {}) =>
  useQuery({
    queryKey: ['api-keys', 'usage', id, days],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}/usage', { params: { id }, query: { days }, signal }),
    refetchInterval: (query) => every?.(query.state.data) ?? false,
  })

/** Gives a key a new secret; the old one works until the grace period ends. Only this answer holds the new key. */
export function useRegenerateKey() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: ({ id, graceSeconds }: { id: string; graceSeconds: number }) =>
      callApi('POST', '/api/v1/api-keys/{id}/regenerate', {
        params: { id },
        body: { graceSeconds },
        idempotencyKey: keyFor([id, graceSeconds]),
      }),
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
    mutationFn: (key: ApiKey) => callApi('DELETE', '/api/v1/api-keys/{id}/grace', { params: { id: key.id } }),
    onSuccess: (_, key) => toastDone(words().stopped(key.name)),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Asks for a kept key; each time is recorded. */
export const useRevealKey = () =>
  useMutation({
    mutationFn: (id: string) => callApi('POST', '/api/v1/api-keys/{id}/reveal', { params: { id }, body: {} }),
    gcTime: 0,
  })
