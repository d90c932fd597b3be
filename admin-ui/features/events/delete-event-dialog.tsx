import type { EventTypeInfo } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx'
import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { Note } from '../../ui/feedback/note.tsx'
import { toastDone, toastError } from '../../ui/feedback/toast.ts'
import { DialogOf } from '../../ui/overlays/dialog-of.tsx'
import { Listeners, useListeners } from './listeners/listeners.tsx'
import { useDeleteEventType, useEventType } from './queries.ts'

type DeleteEventDialogProps = { type: string; onClose: () => void }

/** Deletes a custom event type. It shows the subscribed webhooks, and a box must be checked. */
export function DeleteEventDialog({ type, onClose }: DeleteEventDialogProps) {
  return (
    <DialogOf query={useEventType(type)} title={m.events_delete_title()} gone={m.events_gone()} onClose={onClose}>
      {(read) => <Delete read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function Delete({ read, onClose }: { read: Versioned<EventTypeInfo>; onClose: () => void }) {
  const { type, description } = read.data
  const remove = useDeleteEventType()
  const listened = (useListeners(type).data?.total ?? 0) > 0
  const mayListen = useCan('webhooks:read')
  const submit = () =>
    remove.mutate(
      { type, ifMatch: read.etag },
      {
        onSuccess: () => {
          toastDone(m.events_deleted({ type }))
          onClose()
        },
        onError: toastError,
      },
    )
  return (
    <ConfirmDialog
      title={m.events_delete_title()}
      confirm={m.events_delete_button()}
      check={m.events_delete_check({ type })}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      <p>{m.events_delete_text()}</p>
      <dl class="card facts p-3">
        <dt>{m.events_type()}</dt>
        <dd>
          <code>{type}</code>
        </dd>
        <dt>{m.events_description()}</dt>
        <dd class="wrap-anywhere">{description || m.events_no_description()}</dd>
        {mayListen && (
          <>
            <dt>{m.events_subscribers()}</dt>
            <dd>
              <Listeners event={type} />
            </dd>
          </>
        )}
      </dl>
      {listened && <Note tone="warn">{m.events_delete_subscribed()}</Note>}
    </ConfirmDialog>
  )
}
