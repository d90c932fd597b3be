import { useQuery } from '@tanstack/preact-query'
import { ApiError } from '../../client/src/request.ts'
import { missingScopes } from '../../contract/scopes.data.ts'
import { useMe } from '../hooks/me.ts'
import { useDebounced } from '../hooks/use-debounced.ts'
import { type Finder, type Found, useFeatures } from '../ui/page/feature.ts'

/** Text shorter than this finds too much. */
const MIN_LETTERS = 2
const PAUSE_MS = 200

/** What all features find for a text, once the typing pauses. */
export function useFound(text: string): { found: readonly Found[]; searching: boolean; failed: boolean } {
  const wanted = useDebounced(text, text, PAUSE_MS)
  const held = useMe()?.scopes ?? []
  const features = useFeatures()
  const enabled = wanted.length >= MIN_LETTERS
  const query = useQuery({
    queryKey: ['found', wanted],
    queryFn: async ({ signal }) => {
      const finders = (await Promise.all(features.map(({ finders }) => finders?.() ?? []))).flat()
      const allowed = finders.filter(({ scope }) => missingScopes(held, [scope]).length === 0)
      return (await Promise.all(allowed.map((finder) => findWith(finder, wanted, signal)))).flat()
    },
    enabled,
    staleTime: 10_000,
  })
  const current = enabled && text === wanted
  return {
    found: current ? (query.data ?? []) : [],
    searching: text.length >= MIN_LETTERS && (!current || query.isFetching),
    failed: current && query.isError,
  }
}

/** An id that does not exist is no error of the search: it finds nothing. */
async function findWith(finder: Finder, text: string, signal: AbortSignal): Promise<Found[]> {
  try {
    return await finder.find(text, signal)
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'refused' && error.status === 404) return []
    throw error
  }
}
