import { useMutation, useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { CreateEventType } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { readJsonObject } from '../../../format/json-object.ts'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, refusedFields } from '../../../forms/form.ts'
import { CodeArea } from '../../../forms/text-area.tsx'
import { Button } from '../../../ui/button.tsx'
import { Note, Refusal } from '../../../ui/note.tsx'
import { words } from './form-words.ts'

/** Defines an event of the organization's own, with a sample of its data. */
export function DefineEvent({ type, onDefined }: { type: string; onDefined: () => void }) {
  const t = words()
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
    <section class="mt-3 flex flex-col gap-3" aria-label={t.defineTitle(type)}>
      <Note>
        <strong>{t.defineTitle(type)}.</strong> {t.defineText}
      </Note>
      {define.error && Object.keys(refused).length === 0 && <Refusal error={define.error} />}
      <TextField
        label={t.defineDescription}
        maxLength={500}
        autocomplete="off"
        error={errorAt(refused, 'description')}
        value={description}
        onValue={setDescription}
      />
      <CodeArea
        label={t.defineSample}
        hint={t.defineSampleHint}
        rows={3}
        placeholder='{ "id": "ord_1" }'
        error={errorAt(refused, 'sample') ?? (read.ok ? undefined : t[read.problem])}
        value={sample}
        onValue={setSample}
      />
      <div>
        <Button
          busy={define.isPending}
          aria-disabled={!read.ok}
          onClick={() => read.ok && define.mutate({ type, description: description.trim(), sample: read.value })}
        >
          {t.define}
        </Button>
      </div>
    </section>
  )
}
