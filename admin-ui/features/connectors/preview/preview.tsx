import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { PreviewConnector } from '../../../../client/src/generated.ts'
import { type AnyProvider, MESSAGE_PROVIDERS } from '../../../../contract/connectors.data.ts'
import { patternCovers, TEST_EVENT } from '../../../../contract/events.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { Select } from '../../../forms/select.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { MessageLook } from './message-look.tsx'

// Only workflows get JSON.
const CodeBlock = lazy(() => import('../../../ui/code-block.tsx').then((it) => it.CodeBlock))

const usePreview = (input: PreviewConnector) =>
  useQuery({
    queryKey: ['connector-preview', input],
    queryFn: ({ signal }) => callApi('POST', '/api/v1/connectors/preview', { body: input, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** How a message about one of the chosen events looks on its platform, or the JSON that a workflow gets. */
export function Preview({ provider, events }: { provider: AnyProvider; events: readonly string[] }) {
  const types = useEventTypes().data ?? []
  const offered = types
    .filter(({ type }) => events.some((pattern) => patternCovers(pattern, type)))
    .map((it) => it.type)
  const [chosen, setChosen] = useState<string | null>(null)
  const eventType = chosen !== null && offered.includes(chosen) ? chosen : (offered[0] ?? TEST_EVENT)
  const preview = usePreview({ provider, eventType })
  return (
    <section class="flex min-w-0 flex-col gap-3">
      <h3>{m.connectors_preview_title()}</h3>
      {offered.length > 1 && (
        <Select
          label={m.connectors_preview_event()}
          value={eventType}
          choices={offered.map((type) => ({ value: type, label: type }))}
          onValue={setChosen}
        />
      )}
      <div aria-live="polite">
        <Loaded query={preview} waiting={<SkeletonRows rows={5} height="row" />}>
          {({ message, body, provider: of }) => {
            const platform = MESSAGE_PROVIDERS.find((one) => one === of)
            return message && platform ? (
              <MessageLook platform={platform} message={message} />
            ) : (
              <CodeBlock>{JSON.stringify(body, null, 2)}</CodeBlock>
            )
          }}
        </Loaded>
      </div>
      <p class="text-sm text-soft">{m.connectors_preview_hint()}</p>
    </section>
  )
}
