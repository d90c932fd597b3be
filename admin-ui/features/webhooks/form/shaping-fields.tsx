import { CircleCheck, CircleSlash } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Preview } from '../../../../client/src/generated.ts'
import { patternCovers } from '../../../../contract/event-pattern.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { errorAt, type FieldsProps } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useEventTypes } from '../../../hooks/event-types.ts'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { explain } from '../../../ui/async-states.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { usePreview } from '../testing/use-test.ts'
import { type Draft, filterOf } from './draft.ts'
import { words as formWords } from './form-words.ts'
import { words } from './shaping-words.ts'

const PAUSE_MS = 300

/** Filter and transformation, each shown at work on the sample of an event while it is typed. */
export function ShapingFields({ draft, errors, onDraft }: FieldsProps<Draft>) {
  const t = words()
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
  const filterProblem = read.ok ? (draft.filter.trim() ? refused('filter') : undefined) : formWords()[read.problem]

  return (
    <>
      <Select
        label={t.sample}
        value={eventType}
        choices={offered.map(({ type }) => ({ value: type, label: type }))}
        onValue={setAsked}
      />
      {preview.error && (
        <p class="text-sm text-bad" role="alert">
          {explain(preview.error).text}
        </p>
      )}
      {preview.data && <Json title={t.sampleEvent} value={preview.data.event} />}
      <div>
        <CodeArea
          label={t.filter}
          hint={t.filterHint}
          placeholder={t.filterExample}
          rows={3}
          maxLength={8000}
          error={errorAt(errors, 'filter') ?? filterProblem}
          value={draft.filter}
          onValue={(filter) => onDraft({ filter })}
        />
        {draft.filter.trim() && !filterProblem && <Matches matches={preview.data?.matches ?? null} />}
      </div>
      <div>
        <CodeArea
          label={t.transform}
          hint={t.transformHint}
          placeholder={t.transformExample}
          rows={3}
          maxLength={8000}
          error={errorAt(errors, 'transform') ?? (draft.transform.trim() ? refused('transform') : undefined)}
          value={draft.transform}
          onValue={(transform) => onDraft({ transform })}
        />
        {draft.transform.trim() && preview.data && preview.data.body !== null && (
          <div class="mt-2">
            <Json title={t.wouldSend} value={preview.data.body} />
          </div>
        )}
      </div>
    </>
  )
}

function Matches({ matches }: { matches: boolean | null }) {
  const t = words()
  if (matches === null) return null
  const Icon = matches ? CircleCheck : CircleSlash
  return (
    <p class={`mt-1.5 flex items-center gap-2 ${matches ? 'text-good' : 'text-warn'}`} role="status">
      <Icon size={17} class="flex-none" aria-hidden="true" />
      {matches ? t.matches : t.matchesNot}
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
