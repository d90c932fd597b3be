import type { UpdateWebhook, Webhook } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { m } from '../../../messages/index.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { readWebhook, useRefresh, useVersionedWebhook } from '../webhook/queries.ts'
import { changeOf, draftOf } from './draft.ts'
import { WebhookFormDialog } from './form-dialog.tsx'
import { useWebhookForm } from './use-webhook-form.ts'

type EditDialogProps = { id: string; onClose: () => void }

/** Changes a webhook: everything but its environment and its secret. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  const query = useVersionedWebhook(id)
  return (
    <DialogOf
      query={query}
      title={m.webhooks_form_edit_title_loading()}
      gone={m.webhooks_page_gone()}
      size="wide"
      onClose={onClose}
    >
      {(read) => <EditForm id={id} read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function EditForm({ id, read, onClose }: EditDialogProps & { read: Versioned<Webhook> }) {
  const form = useWebhookForm(draftOf(read.data))
  const refresh = useRefresh()
  const edit = useEditForm({
    initial: read,
    read: () => readWebhook(id),
    write: (body: UpdateWebhook, ifMatch) =>
      callApi('PATCH', '/api/v1/webhooks/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    nameOf: ({ name }) => name,
    refresh,
    onClose,
  })
  return (
    <WebhookFormDialog
      title={m.webhooks_form_edit_title({ name: edit.base.name })}
      form={form}
      existing
      busy={edit.busy}
      onClose={onClose}
      onSubmit={() => form.check() && edit.save(changeOf(edit.base, form.draft))}
    />
  )
}
