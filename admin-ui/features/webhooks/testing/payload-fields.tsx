import { RotateCcw } from 'lucide-preact'
import { findJsonProblem, jsonProblemText } from '../../../format/json-text.ts'
import { errorAt, type FieldErrors } from '../../../forms/form.ts'
import { Select } from '../../../forms/select.tsx'
import { CodeArea } from '../../../forms/text-area.tsx'
import { useDebounced } from '../../../hooks/use-debounced.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import type { Payload } from './use-payload.ts'
import { usePreview } from './use-test.ts'

const PAUSE_MS = 300

type PayloadFieldsProps = {
  payload: Payload
  transform: string | null
  /** Errors of the last test from the server. */
  errors: FieldErrors
  onChange?: () => void
}

/** The event type of a test, its editable data, and a preview of the body, before anything is sent. */
export function PayloadFields({ payload, transform, errors, onChange }: PayloadFieldsProps) {
  const input = { ...payload.input, transform }
  const preview = usePreview(useDebounced(input, JSON.stringify(input), PAUSE_MS))
  const at = findJsonProblem(payload.text)
  const problem = at ? jsonProblemText(at) : payload.ok ? undefined : m.webhooks_testing_need_object()
  const change = (make: () => void) => {
    onChange?.()
    make()
  }
  return (
    <>
      <Select
        label={m.webhooks_testing_event()}
        value={payload.eventType}
        choices={payload.offered.map((type) => ({ value: type, label: type }))}
        onValue={(type) => change(() => payload.choose(type))}
      />
      <div>
        <CodeArea
          label={m.webhooks_testing_data()}
          hint={m.webhooks_testing_data_hint()}
          autocomplete="off"
          rows={6}
          error={problem ?? errorAt(errors, 'data') ?? errorAt(errors, 'eventType')}
          value={payload.text}
          onValue={(text) => change(() => payload.edit(text))}
        />
        {payload.edited && (
          <div class="mt-2">
            <Button small icon={RotateCcw} onClick={() => change(payload.reset)}>
              {m.webhooks_testing_reset()}
            </Button>
          </div>
        )}
      </div>
      <section class="min-w-0">
        <h3>{m.webhooks_testing_payload()}</h3>
        <p class="mb-2 text-sm text-soft">{m.webhooks_testing_payload_hint()}</p>
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
