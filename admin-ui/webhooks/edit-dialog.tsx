import type { Webhook } from '../../contract/webhooks.ts'
import { toastDone } from '../parts/toast.ts'
import { changeOf, draftOf } from './draft.ts'
import { FormDialog } from './form-dialog.tsx'
import { words } from './form-words.ts'
import { OneWebhook } from './one-webhook.tsx'
import { useUpdateWebhook } from './save.ts'
import { useWebhookForm } from './use-webhook-form.ts'

/** Changes a webhook: everything but its environment and its secret. */
export function EditDialog({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <OneWebhook id={id} title={words().editTitleWaiting} size="wide" onClose={onClose}>
      {(webhook) => <EditForm webhook={webhook} onClose={onClose} />}
    </OneWebhook>
  )
}

function EditForm({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = words()
  const form = useWebhookForm(draftOf(webhook))
  const update = useUpdateWebhook(webhook.id)
  const submit = () => {
    if (!form.check()) return
    const change = changeOf(webhook, form.draft)
    if (Object.keys(change).length === 0) {
      toastDone(t.noChange)
      return onClose()
    }
    update.mutate(change, {
      onSuccess: (saved) => {
        toastDone(t.saved(saved.name))
        onClose()
      },
      onError: form.refuse,
    })
  }
  return (
    <FormDialog
      title={t.editTitle(webhook.name)}
      submit={t.save}
      form={form}
      existing
      busy={update.isPending}
      onClose={onClose}
      onSubmit={submit}
    />
  )
}
