import { useQuery } from '@tanstack/preact-query'
import { MAX_KEYS_BY_DAY } from '../../../../contract/api-keys.data.ts'
import { callApi } from '../../../api/call-api.ts'

/** How old the counts may be, ms. */
const FRESH_MS = 60_000

/**
 * A function that returns the calls of a key on the last seven days; undefined until they are loaded, which begins when the
 * keys are shown. A failure shows nothing: the counts are decoration.
 */
export function useCallsByDay(ids: readonly string[]): (id: string) => readonly number[] | undefined {
  // The same keys in another order are the same question.
  const asked = ids.slice(0, MAX_KEYS_BY_DAY).toSorted().join(',')
  const { data } = useQuery({
    queryKey: ['api-keys', 'by-day', asked],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/usage', { query: { ids: asked }, signal }),
    enabled: asked !== '',
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
  })
  const byKey = new Map(data?.data.map(({ id, calls }) => [id, calls]))
  return (id) => byKey.get(id)
}
