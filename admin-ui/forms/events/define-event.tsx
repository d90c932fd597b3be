import { useMutation, useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { CreateEventType } from '../../../client/src/generated.ts'
import { MAX_DESCRIPTION } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { readJsonObject } from '../../format/json-object.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { Note, Refusal } from '../../ui/feedback/note.tsx'
import { TextField } from '../field.tsx'
import { errorAt, refusedFields } from '../form.ts'
import { CodeArea } from '../text-area.tsx'

/** Defines a custom event type, with a sample of its data. */
export function DefineEvent({ type, onDefined }: { type: string; onDefined: () => void }) {
  const client = useQueryClient()
  const [description, setDescription] = useState('')
  const [sample, setSample] = useState('')
  const read = readJsonObject(sample)
  const define = useMutation({
    mutationFn: (body: CreateEventType) => callApi('POST', '/api/v1/event-types', { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['event-types'] })
      onDefined()
    },
  })
  const refused = refusedFields(define.error)
  return (
    <section class="mt-3 flex flex-col gap-3" aria-label={m.webhooks_form_define_title({ type })}>
      <Note>
        <strong>{m.webhooks_form_define_title({ type })}.</strong> {m.webhooks_form_define_text()}
      </Note>
      {define.error && Object.keys(refused).length === 0 && <Refusal error={define.error} />}
      <TextField
        label={m.webhooks_form_define_description()}
        maxLength={MAX_DESCRIPTION}
        autocomplete="off"
        error={errorAt(refused, 'description')}
        value={description}
        onValue={setDescription}
      />
      <CodeArea
        label={m.webhooks_form_define_sample()}
        hint={m.webhooks_form_define_sample_hint()}
        rows={3}
        placeholder='{ "id": "ord_1" }'
        error={errorAt(refused, 'sample') ?? (read.ok ? undefined : m.webhooks_form_problem({ problem: read.problem }))}
        value={sample}
        onValue={setSample}
      />
      <div>
        <Button
          busy={define.isPending}
          aria-disabled={!read.ok}
          onClick={() => read.ok && define.mutate({ type, description: description.trim(), sample: read.value })}
        >
          {m.webhooks_form_define()}
        </Button>
      </div>
    </section>
  )
}
