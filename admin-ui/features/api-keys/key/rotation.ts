import { useMutation } from '@tanstack/preact-query'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/**
 * Gives a key a new secret; the old one works until the grace period ends. Only this answer contains the new key.
 * @param prepare loads the code that shows it, before the key is regenerated: if that failed later, it would be lost
 */
export function useRegenerateKey(prepare: () => Promise<void>) {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: async ({ id, graceSeconds }: { id: string; graceSeconds: number }) => {
      await prepare()
      return callApi('POST', '/api/v1/api-keys/{id}/regenerate', {
        params: { id },
        body: { graceSeconds },
        idempotencyKey: keyFor([id, graceSeconds]),
      })
    },
    // Not awaited: the new key is shown at once, however long the list takes.
    onSettled: () => void refresh(),
    // Not cached after the dialog is closed, because it contains a secret.
    gcTime: 0,
  })
}

/** Ends the grace period of the old secret. */
export function useStopOldKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => callApi('DELETE', '/api/v1/api-keys/{id}/grace', { params: { id: key.id } }),
    onSuccess: (_, key) => toastDone(m.api_keys_rotation_stopped({ name: key.name })),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Reads a recoverable key; each read is audited. */
export const useRevealKey = () =>
  useMutation({
    mutationFn: (id: string) => callApi('POST', '/api/v1/api-keys/{id}/reveal', { params: { id }, body: {} }),
    gcTime: 0,
  })
