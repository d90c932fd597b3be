import { webhookHref } from '../../format/links.ts'
import { Loaded } from '../../ui/async-states.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useListeners } from './queries.ts'
import { words } from './words.ts'

/** The webhooks that listen to an event, some by name. */
export function Listeners({ event }: { event: string }) {
  const t = words()
  const query = useListeners(event)
  return (
    <Loaded query={query} waiting={<SkeletonRows rows={1} height="dense" />}>
      {({ data, total = data.length }) =>
        total === 0 ? (
          <span class="text-soft">{t.noListeners}</span>
        ) : (
          <span class="flex flex-wrap gap-x-3 gap-y-1">
            {data.map(({ id, name }) => (
              <a key={id} class="text-primary wrap-anywhere hover:underline" href={webhookHref(id)}>
                {name}
              </a>
            ))}
            {total > data.length && <span class="text-soft">{t.more(total - data.length)}</span>}
          </span>
        )
      }
    </Loaded>
  )
}
