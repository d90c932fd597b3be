import { useMutation } from '@tanstack/preact-query'
import type { ApiKey, ApiKeyWithSecret, CreateApiKey, CreateChildKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/**
 * Creates a key; only this answer contains the key itself.
 * @param prepare loads the code that shows it, before the key is created: if that failed later, the key would be lost
 */
export const useCreateKey = (prepare: () => Promise<void>) =>
  useCreation(prepare, (body: CreateApiKey, idempotencyKey) =>
    callApi('POST', '/api/v1/api-keys', { body, idempotencyKey }),
  )

/** Creates a key below another one; `prepare` as above. */
export const useCreateChildKey = (parentId: string, prepare: () => Promise<void>) =>
  useCreation(prepare, (body: CreateChildKey, idempotencyKey) =>
    callApi('POST', '/api/v1/api-keys/{id}/children', { params: { id: parentId }, body, idempotencyKey }),
  )

function useCreation<B>(
  prepare: () => Promise<void>,
  send: (body: B, idempotencyKey: string) => Promise<ApiKeyWithSecret>,
) {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: async (body: B) => {
      await prepare()
      return send(body, keyFor(body))
    },
    // Not awaited: the new key is shown at once, however long the list takes.
    onSuccess: ({ id, name }) => {
      void refresh()
      void import('./first-call.ts')
        .then(({ announceFirstCall }) => announceFirstCall({ id, name }))
        .catch(() => undefined)
    },
    // Not cached after the dialog is closed, because it contains a secret.
    gcTime: 0,
  })
}

/** Revokes a key; it stays listed. */
export function useRevokeKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => callApi('POST', '/api/v1/api-keys/{id}/revoke', { params: { id: key.id }, body: {} }),
    onSuccess: (_, key) => toastDone(m.api_keys_dialog_revoked({ name: key.name })),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Deletes a key; it is removed from the list. */
export function useDeleteKey() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (key: ApiKey) => callApi('DELETE', '/api/v1/api-keys/{id}', { params: { id: key.id } }),
    onSuccess: (_, key) => toastDone(m.api_keys_dialog_deleted({ name: key.name })),
    onError: toastError,
    onSettled: refresh,
  })
}
