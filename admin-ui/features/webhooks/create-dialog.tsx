import { useState } from 'preact/hooks'
import type { WebhookWithSecret } from '../../../contract/webhooks.ts'
import { creationOf, newDraft } from './form/draft.ts'
import { WebhookFormDialog } from './form/form-dialog.tsx'
import { words } from './form/form-words.ts'
import { useCreateWebhook } from './form/save.ts'
import { newSecret } from './form/secret.ts'
import { useWebhookForm } from './form/use-webhook-form.ts'

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
