import { useMutation } from '@tanstack/preact-query'
import type { ApiKey, CreateApiKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { words } from './dialog-words.ts'
import { useRefresh } from './queries.ts'

/** Makes a key; the answer is the only one that ever holds the key itself. */
export function useCreateKey() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateApiKey) => callApi('POST', '/api/v1/api-keys', { body, idempotencyKey: keyFor(body) }),
    // Not waited for: the new key is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Kept nowhere once the dialog is gone.
    gcTime: 0,
  })
}

/** Ends a key and keeps it on record. */
export function useRevokeKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => callApi('POST', '/api/v1/api-keys/{id}/revoke', { params: { id: key.id }, body: {} }),
    onSuccess: (_, key) => toastDone(words().revoked(key.name)),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Ends a key and removes it from the list. */
export function useDeleteKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => callApi('DELETE', '/api/v1/api-keys/{id}', { params: { id: key.id } }),
    onSuccess: (_, key) => toastDone(words().deleted(key.name)),
    onError: toastError,
    onSettled: refresh,
  })
}
