import { useQuery } from '@tanstack/preact-query'
import { callApi } from '../../../api/call-api.ts'
import { webhookHref } from '../../../format/links.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'

/** Number of subscribers listed by name; the rest is only counted. */
const NAMED = 5

/**
 * The webhooks that are subscribed to an event type, by name or wildcard, and their total number; of one environment, or
 * of both.
 */
export const useListeners = (event: string, environment?: 'live' | 'test') =>
  useQuery({
    queryKey: ['webhooks', 'listeners', event, environment],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks', {
        query: { event, environment: environment ?? null, sort: 'name', limit: NAMED },
        signal,
      }),
  })

/** The webhooks that are subscribed to an event type; some of them by name. */
export function Listeners({ event, environment }: { event: string; environment?: 'live' | 'test' }) {
  const query = useListeners(event, environment)
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={1} height="dense" />}>
      {({ data, total = data.length }) =>
        total === 0 ? (
          <span class="text-soft">{m.events_no_subscribers()}</span>
        ) : (
          <span class="flex flex-wrap gap-x-3 gap-y-1">
            {data.map(({ id, name }) => (
              <a key={id} class="text-primary wrap-anywhere hover:underline" href={webhookHref(id)}>
                {name}
              </a>
            ))}
            {total > data.length && <span class="text-soft">{m.events_more({ count: total - data.length })}</span>}
          </span>
        )
      }
    </Loaded>
  )
}
