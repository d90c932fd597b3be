import { useState } from 'preact/hooks'
import type { WebhookWithSecret } from '../../../../client/src/generated.ts'
import { useCreateWebhook } from '../webhook/mutations.ts'
import { creationOf, newDraft } from './draft.ts'
import { WebhookFormDialog } from './form-dialog.tsx'
import { words } from './form-words.ts'
import { newSecret } from './secret-field.tsx'
import { useWebhookForm } from './use-webhook-form.ts'

type CreateDialogProps = { onClose: () => void; onCreated: (created: WebhookWithSecret) => void }

/** Makes a webhook. What the server refuses is shown at its field. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const t = words()
  const [initial] = useState(() => newDraft(newSecret()))
  const form = useWebhookForm(initial)
  const create = useCreateWebhook()
  return (
    <WebhookFormDialog
      title={t.createTitle}
      submit={t.createButton}
      form={form}
      busy={create.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (form.check()) create.mutate(creationOf(form.draft), { onSuccess: onCreated, onError: form.refuse })
      }}
    />
  )
}
