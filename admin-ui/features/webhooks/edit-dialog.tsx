import type { Webhook } from '../../../contract/webhooks.ts'
import type { Tagged } from '../../api.ts'
import { useEdit } from '../../forms/use-edit.ts'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { changeOf, draftOf } from './form/draft.ts'
import { WebhookFormDialog } from './form/form-dialog.tsx'
import { words } from './form/form-words.ts'
import { useWebhookForm } from './form/use-webhook-form.ts'
import { words as goneWords } from './gone-words.ts'
import { useRefresh, useTaggedWebhook, webhookPath } from './queries.ts'

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
