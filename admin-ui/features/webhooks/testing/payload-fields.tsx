import { RotateCcw } from 'lucide-preact'
import { findJsonProblem, sayJsonProblem } from '../../../format/json-text.ts'
import { defineWords } from '../../../format/language.ts'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Note } from '../../../ui/note.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import type { Payload } from './use-payload.ts'
import { usePreview } from './use-test.ts'

/** Texts about the event that a test sends. */
const words = defineWords({
  event: 'Event',
  data: 'Data',
  dataHint: 'The sample of this event. Change it to try your receiver with data of your own.',
  needObject: 'It must be a JSON object, in braces.',
  reset: 'Use the sample again',
  payload: 'Test payload',
  payloadHint: 'The body as it is sent. It is signed like every delivery and counts as none.',
})

const PAUSE_MS = 300

type PayloadFieldsProps = {
  payload: Payload
  transform: string | null
  /** What the server refused of the last test. */
  errors: FieldErrors
  onChange?: () => void
}

/** Which event a test sends, its data to be edited, and the body that comes of it, before anything is sent. */
export function PayloadFields({ payload, transform, errors, onChange }: PayloadFieldsProps) {
  const t = words()
  const input = { ...payload.input, transform }
  const preview = usePreview(useDebounced(input, JSON.stringify(input), PAUSE_MS))
  const at = findJsonProblem(payload.text)
  const problem = at ? sayJsonProblem(at) : payload.ok ? undefined : t.needObject
  const change = (make: () => void) => {
    onChange?.()
    make()
  }
  return (
    <>
      <Select
        label={t.event}
        value={payload.eventType}
        choices={payload.offered.map((type) => ({ value: type, label: type }))}
        onValue={(type) => change(() => payload.choose(type))}
      />
      <div>
        <CodeArea
          label={t.data}
          hint={t.dataHint}
          autocomplete="off"
          rows={6}
          error={problem ?? errorAt(errors, 'data') ?? errorAt(errors, 'eventType')}
          value={payload.text}
          onValue={(text) => change(() => payload.edit(text))}
        />
        {payload.edited && (
          <div class="mt-2">
            <Button small icon={RotateCcw} onClick={() => change(payload.reset)}>
              {t.reset}
            </Button>
          </div>
        )}
      </div>
      <section class="min-w-0">
        <h3>{t.payload}</h3>
        <p class="mb-2 text-sm text-soft">{t.payloadHint}</p>
        <Loaded query={preview} waiting={<SkeletonRows rows={4} height="dense" />}>
          {({ body, errors: problems }) =>
            problems[0] ? (
              <Note tone="warn">{problems[0].message}</Note>
            ) : (
              <CodeBlock>{JSON.stringify(body, null, 2)}</CodeBlock>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
