import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { CreatedWebhook } from '../../../../client/src/generated.ts'
import { environmentOf } from '../../../hooks/environment.ts'
import { m } from '../../../messages/index.ts'
import { useCreateWebhook } from '../webhook/mutations.ts'
import { creationOf, newDraft } from './draft.ts'
import { WebhookFormDialog } from './form-dialog.tsx'
import { newSecret } from './secret-field.tsx'
import { useWebhookForm } from './use-webhook-form.ts'

type CreateDialogProps = {
  /** Loads what shows the new secret, before it is created. */
  prepare: () => Promise<void>
  onClose: () => void
  onCreated: (created: CreatedWebhook) => void
}

/** Creates a webhook. Fields that the server refuses show the error. */
export function CreateDialog({ prepare, onClose, onCreated }: CreateDialogProps) {
  const { query } = useLocation()
  const [initial] = useState(() => newDraft(newSecret(), environmentOf(query) || 'live'))
  const form = useWebhookForm(initial)
  const create = useCreateWebhook()
  return (
    <WebhookFormDialog
      title={m.webhooks_form_create_title()}
      submit={m.webhooks_form_create_button()}
      form={form}
      busy={create.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (!form.check()) return
        const body = creationOf(form.draft)
        prepare().then(() => create.mutate(body, { onSuccess: onCreated, onError: form.refuse }), form.refuse)
      }}
    />
  )
}
