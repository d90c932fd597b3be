import type { ApiKey } from '../../../../client/src/generated.ts'
import { ChildMark, KeyBadge, StatusDot } from './facts.tsx'
import { pageOfKey } from './routes.ts'

/** The first cell of a key's row: its state, its name, its tags, and the badge. */
export function NameCell({ apiKey }: { apiKey: ApiKey }) {
  const works = apiKey.status === 'active'
  return (
    <span class="@container flex items-center gap-2">
      <StatusDot status={apiKey.status} />
      <ChildMark apiKey={apiKey} />
      <span class="flex min-w-0 flex-1 items-baseline gap-2">
        <a
          class={`name-link truncate ${works ? '' : 'text-faint'} ${apiKey.status === 'revoked' ? 'line-through' : ''}`}
          title={apiKey.name}
          href={pageOfKey(apiKey.id)}
        >
          {apiKey.name}
        </a>
        {apiKey.tags.length > 0 && (
          <span
            class="hidden max-w-[40%] flex-none truncate text-sm text-faint @[18rem]:block"
            title={apiKey.tags.join(', ')}
          >
            {apiKey.tags.join(', ')}
          </span>
        )}
      </span>
      <span class="flex w-20 flex-none">
        <KeyBadge apiKey={apiKey} />
      </span>
    </span>
  )
}
