import { keepPreviousData, useMutation, useQuery } from '@tanstack/preact-query'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatInstant } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/**
 * The grace period of a key's old secret, and the last call with it.
 * @param previousCalls how many calls have used the old secret: it is read again when there are more
 */
export const useGrace = (id: string, previousCalls = 0) =>
  useQuery({
    queryKey: ['api-keys', 'grace', id, previousCalls],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}/grace', { params: { id }, signal }),
    placeholderData: keepPreviousData,
  })

/** Moves the end of the grace period of a key's old secret. */
export function useExtendGrace() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ key, endsAt }: { key: ApiKey; endsAt: Date }) =>
      callApi('POST', '/api/v1/api-keys/{id}/extend-grace', {
        params: { id: key.id },
        body: { endsAt: endsAt.toISOString() },
      }),
    onSuccess: (_, { key, endsAt }) =>
      toastDone(m.api_keys_extend_done({ name: key.name, until: formatInstant(endsAt) })),
    onError: toastError,
    onSettled: refresh,
  })
}
