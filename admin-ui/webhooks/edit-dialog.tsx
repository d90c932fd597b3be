import type { Webhook } from '../../contract/webhooks.ts'
import type { Tagged } from '../api.ts'
import { DialogOf } from '../parts/dialog-of.tsx'
import { useEdit } from '../parts/use-edit.ts'
import { changeOf, draftOf } from './draft.ts'
import { WebhookFormDialog } from './form-dialog.tsx'
import { words } from './form-words.ts'
import { words as goneWords } from './gone-words.ts'
import { useRefresh, useTaggedWebhook, webhookPath } from './queries.ts'
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
  const form = useWebhookForm(draftOf(read.data))
  const refresh = useRefresh()
  const edit = useEdit({ read, path: webhookPath(id), form, draftOf, nameOf: ({ name }) => name, refresh, onClose })
  return (
    <WebhookFormDialog
      title={words().editTitle(edit.base.name)}
      form={form}
      existing
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.check() && edit.save(changeOf(edit.base, form.draft))}
    />
  )
}
