import { useMutation } from '@tanstack/preact-query'
import type { ApiKey, ApiKeyWithSecret, CreateApiKeyInput } from '../../../contract/api-keys.ts'
import { send } from '../../api.ts'
import { useOnce } from '../../hooks/use-idempotency-key.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { words } from './dialog-words.ts'
import { keyPath, useRefresh } from './queries.ts'

/** Makes a key; the answer is the only one that ever holds the key itself. */
export function useCreateKey() {
  const refresh = useRefresh()
  const once = useOnce()
  return useMutation({
    mutationFn: (input: CreateApiKeyInput) => send<ApiKeyWithSecret>('POST', '/api/v1/api-keys', input, once(input)),
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
    mutationFn: (key: ApiKey) => send('POST', keyPath(key.id, 'revoke')),
    onSuccess: (_, key) => toastDone(words().revoked(key.name)),
    onError: sayWhy,
    onSettled: refresh,
  })
}

/** Ends a key and removes it from the list. */
export function useDeleteKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => send('DELETE', keyPath(key.id)),
    onSuccess: (_, key) => toastDone(words().deleted(key.name)),
    onError: sayWhy,
    onSettled: refresh,
  })
}
