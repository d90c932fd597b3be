import type { Webhook } from '../../contract/webhooks.ts'
import type { Tagged } from '../api.ts'
import { DialogOf } from '../parts/dialog-of.tsx'
import { useBase } from '../parts/draft-form.tsx'
import { toastDone } from '../parts/toast.ts'
import { changeOf, draftOf } from './draft.ts'
import { WebhookFormDialog } from './form-dialog.tsx'
import { words } from './form-words.ts'
import { words as goneWords } from './gone-words.ts'
import { useTaggedWebhook, webhookPath } from './queries.ts'
import { useUpdateWebhook } from './save.ts'
import { useWebhookForm } from './use-webhook-form.ts'

type EditDialogProps = { id: string; onClose: () => void }

/** Changes a webhook: everything but its environment and its secret. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  const query = useTaggedWebhook(id)
  return (
    <DialogOf query={query} title={words().editTitleWaiting} gone={goneWords().gone} size="wide" onClose={onClose}>
      {(read) => <EditForm id={id} read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function EditForm({ id, read, onClose }: EditDialogProps & { read: Tagged<Webhook> }) {
  const t = words()
  const form = useWebhookForm(draftOf(read.data))
  const { base, ifMatch, refused } = useBase(read, webhookPath(id), draftOf, form)
  const update = useUpdateWebhook(id)
  const submit = () => {
    if (!form.check()) return
    const change = changeOf(base, form.draft)
    if (Object.keys(change).length === 0) {
      toastDone(t.noChange)
      return onClose()
    }
    update.mutate(
      { change, ifMatch },
      {
        onSuccess: (saved) => {
          toastDone(t.saved(saved.name))
          onClose()
        },
        onError: refused,
      },
    )
  }
  return (
    <WebhookFormDialog
      title={t.editTitle(base.name)}
      submit={t.save}
      form={form}
      existing
      busy={update.isPending}
      onClose={onClose}
      onSubmit={submit}
    />
  )
}
