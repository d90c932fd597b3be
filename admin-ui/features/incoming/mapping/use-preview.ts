import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import type { PreviewIncomingWebhook, PreviewMapping } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'

/** How long the user must not type before a preview is asked for, ms. The API allows 60 in a minute. */
const PAUSE_MS = 500

/** What a preview is of: a saved webhook with another mapping, or one that is not created yet. */
export type PreviewInput = { id: string; body: PreviewIncomingWebhook } | { id: null; body: PreviewMapping }

/** What a mapping makes of a sample, asked again while the user types. Null: there is nothing to preview. */
export function usePreview(input: PreviewInput | null) {
  const key = JSON.stringify(input)
  const held = useDebounced({ input, key }, key, PAUSE_MS)
  const query = useQuery({
    queryKey: ['incoming-preview', held.key],
    queryFn: ({ signal }) => {
      if (!held.input) throw new Error('there is nothing to preview')
      const { id, body } = held.input
      return id === null
        ? callApi('POST', '/api/v1/incoming-webhooks/preview', { body, signal })
        : callApi('POST', '/api/v1/incoming-webhooks/{id}/preview', { params: { id }, body, signal })
    },
    enabled: held.input !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return {
    preview: input === null ? undefined : query.data,
    /** What is shown belongs to an earlier state of the form. */
    isBehind: held.key !== key || query.isPlaceholderData,
    error: input === null ? null : query.error,
  }
}
