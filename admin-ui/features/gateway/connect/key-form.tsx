import { useMutation, useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { callApi } from '../../../api/call-api.ts'
import { TextField } from '../../../forms/field.tsx'
import { errorAt, refusedFields } from '../../../forms/form.ts'
import { ScopePicker } from '../../../forms/scope-picker.tsx'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Refusal } from '../../../ui/feedback/note.tsx'

/** Creates a key with chosen permissions. */
export function KeyForm({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }) {
  const client = useQueryClient()
  const keyFor = useIdempotencyKey()
  const [name, setName] = useState<string>(m.gateway_connect_key_name)
  const [scopes, setScopes] = useState<string[]>([])
  const [asked, setAsked] = useState(false)
  const create = useMutation({
    mutationFn: (body: { name: string; scopes: string[] }) =>
      callApi('POST', '/api/v1/api-keys', { body, idempotencyKey: keyFor(body) }),
    onSuccess: ({ key }) => {
      void client.invalidateQueries({ queryKey: ['api-keys'] })
      onMade(key)
    },
    // Not cached after the dialog is closed, because it contains a secret.
    gcTime: 0,
  })
  const errors = refusedFields(create.error)
  const submit = () => {
    setAsked(true)
    if (name.trim() && scopes.length > 0) create.mutate({ name: name.trim(), scopes })
  }
  return (
    <section class="card flex flex-col gap-4 p-4" aria-label={m.gateway_connect_create_key()}>
      {create.error && Object.keys(errors).length === 0 && <Refusal error={create.error} />}
      <TextField
        label={m.gateway_connect_key_label()}
        required
        autocomplete="off"
        maxLength={100}
        error={
          errorAt(errors, 'name') ?? (asked && !name.trim() ? m.gateway_problem({ problem: 'needName' }) : undefined)
        }
        value={name}
        onValue={setName}
      />
      <ScopePicker
        chosen={scopes}
        error={errorAt(errors, 'scopes') ?? (asked && scopes.length === 0 ? m.gateway_connect_need_scope() : undefined)}
        onChosen={setScopes}
      />
      <p class="text-sm text-soft">{m.gateway_connect_scopes_hint()}</p>
      <div class="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{m.ui_cancel()}</Button>
        <Button kind="primary" busy={create.isPending} onClick={submit}>
          {m.gateway_connect_create_key()}
        </Button>
      </div>
    </section>
  )
}
