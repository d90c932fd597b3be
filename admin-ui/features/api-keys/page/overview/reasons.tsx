import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../../api/call-api.ts'
import { BarList } from '../../../../charts/bar-list.tsx'
import { callOutcomeText } from '../../../../format/outcome.ts'
import { m } from '../../../../messages/index.ts'
import { Loaded } from '../../../../ui/feedback/async-states.tsx'

/** Failed calls that are read to tell why calls fail. */
const SAMPLE = 100
const TOP = 6

/** Why the newest failed calls of a key since a moment failed, the most frequent reason first. */
export function Reasons({ id, from }: { id: string; from: string | undefined }) {
  const query = useQuery({
    queryKey: ['event-logs', 'failures-of-key', id, from],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/event-logs', {
        query: { keyId: id, status: 'failed', from: from ?? null, limit: SAMPLE },
        signal,
      }),
    refetchInterval: 60_000,
  })
  const reasons = new Map<string, { count: number; server: boolean }>()
  for (const entry of query.data?.data ?? []) {
    const text = callOutcomeText(entry)
    const before = reasons.get(text)
    reasons.set(text, { count: (before?.count ?? 0) + 1, server: entry.status >= 500 })
  }
  const top = [...reasons].sort(([, one], [, other]) => other.count - one.count).slice(0, TOP)
  const most = Math.max(1, ...top.map(([, { count }]) => count))
  return (
    <Loaded query={query} waiting={<div class="skeleton my-2 w-2/3" />}>
      {({ nextCursor }) => (
        <>
          <BarList
            rows={top.map(([name, { count, server }]) => ({ name, count, tone: server ? 'bad' : 'warn' }))}
            most={most}
          />
          {nextCursor && <p class="mt-2 text-sm text-faint">{m.api_keys_page_of_newest({ count: SAMPLE })}</p>}
        </>
      )}
    </Loaded>
  )
}
