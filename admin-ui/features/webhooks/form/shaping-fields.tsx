import { CircleCheck, CircleSlash } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Preview } from '../../../../client/src/generated.ts'
import { patternCovers } from '../../../../contract/events.data.ts'
import { MAX_FILTER_KB, MAX_TRANSFORM } from '../../../../contract/webhooks.data.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { m } from '../../../messages/index.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { explain } from '../../../ui/feedback/async-states.tsx'
import { usePreview } from '../testing/use-test.ts'
import { type Draft, filterOf } from './draft.ts'

const PAUSE_MS = 300

/** Filter and transformation, each with a live preview on the sample of an event. */
export function ShapingFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const types = useEventTypes().data ?? []
  const heard = types.filter(({ type }) => draft.events.some((pattern) => patternCovers(pattern, type)))
  const offered = heard.length > 0 ? heard : types
  const [asked, setAsked] = useState('')
  const eventType = offered.find(({ type }) => type === asked)?.type ?? offered[0]?.type ?? ''

  const read = readJsonObject(draft.filter)
  const input = { eventType, filter: filterOf(draft.filter) ?? null, transform: draft.transform.trim() || null }
  const paused = useDebounced(input, JSON.stringify(input), PAUSE_MS)
  const preview = usePreview(paused, paused.eventType !== '')
  const refused = (path: Preview['errors'][number]['path']) =>
    preview.data?.errors.find((error) => error.path === path)?.message
  const filterProblem = read.ok
    ? draft.filter.trim()
      ? refused('filter')
      : undefined
    : m.webhooks_form_problem({ problem: read.problem })

  return (
    <>
      <Select
        label={m.webhooks_shaping_sample()}
        value={eventType}
        choices={offered.map(({ type }) => ({ value: type, label: type }))}
        onValue={setAsked}
      />
      {preview.error && (
        <p class="text-sm text-bad" role="alert">
          {explain(preview.error).text}
        </p>
      )}
      {preview.data && <Json title={m.webhooks_shaping_sample_event()} value={preview.data.event} />}
      <div>
        <CodeArea
          label={m.webhooks_shaping_filter()}
          hint={m.webhooks_shaping_filter_hint()}
          placeholder={m.webhooks_shaping_filter_example()}
          rows={3}
          maxLength={MAX_FILTER_KB * 1024}
          error={errorAt(errors, 'filter') ?? filterProblem}
          value={draft.filter}
          onValue={(filter) => onDraft({ filter })}
        />
        {draft.filter.trim() && !filterProblem && <Matches matches={preview.data?.matches ?? null} />}
      </div>
      <div>
        <CodeArea
          label={m.webhooks_shaping_transform()}
          hint={m.webhooks_shaping_transform_hint()}
          placeholder={m.webhooks_shaping_transform_example()}
          rows={3}
          maxLength={MAX_TRANSFORM}
          error={errorAt(errors, 'transform') ?? (draft.transform.trim() ? refused('transform') : undefined)}
          value={draft.transform}
          onValue={(transform) => onDraft({ transform })}
        />
        {draft.transform.trim() && preview.data && preview.data.body !== null && (
          <div class="mt-2">
            <Json title={m.webhooks_shaping_body()} value={preview.data.body} />
          </div>
        )}
      </div>
    </>
  )
}

function Matches({ matches }: { matches: boolean | null }) {
  if (matches === null) return null
  const Icon = matches ? CircleCheck : CircleSlash
  return (
    <p class={`mt-1.5 flex items-center gap-2 ${matches ? 'text-good' : 'text-warn'}`} role="status">
      <Icon size={17} class="flex-none" aria-hidden="true" />
      {matches ? m.webhooks_shaping_matches() : m.webhooks_shaping_matches_not()}
    </p>
  )
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <section>
      <h3 class="mb-1 text-sm font-semibold">{title}</h3>
      <CodeBlock>{JSON.stringify(value, null, 2)}</CodeBlock>
    </section>
  )
}
