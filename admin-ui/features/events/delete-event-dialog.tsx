import type { EventTypeInfo } from '../../../client/src/generated.ts'
import type { Versioned } from '../../../client/src/request.ts'
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx'
import { useCan } from '../../hooks/me.ts'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { Note } from '../../ui/note.tsx'
import { toastDone, toastError } from '../../ui/toast.ts'
import { Listeners } from './listeners.tsx'
import { useDeleteEventType, useEventType, useListeners } from './queries.ts'
import { words } from './words.ts'

type DeleteEventDialogProps = { type: string; onClose: () => void }

/** Deletes an event type of the organization. It shows which webhooks listen, and a box must be checked. */
export function DeleteEventDialog({ type, onClose }: DeleteEventDialogProps) {
  const t = words()
  return (
    <DialogOf query={useEventType(type)} title={t.deleteTitle} gone={t.gone} onClose={onClose}>
      {(read) => <Delete read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function Delete({ read, onClose }: { read: Versioned<EventTypeInfo>; onClose: () => void }) {
  const t = words()
  const { type, description } = read.data
  const remove = useDeleteEventType()
  const listened = (useListeners(type).data?.total ?? 0) > 0
  const mayListen = useCan('webhooks:read')
  const submit = () =>
    remove.mutate(
      { type, ifMatch: read.etag },
      {
        onSuccess: () => {
          toastDone(t.deleted(type))
          onClose()
        },
        onError: toastError,
      },
    )
  return (
    <ConfirmDialog
      title={t.deleteTitle}
      confirm={t.deleteButton}
      check={t.deleteCheck(type)}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      <p>{t.deleteText}</p>
      <dl class="card facts p-3">
        <dt>{t.type}</dt>
        <dd>
          <code>{type}</code>
        </dd>
        <dt>{t.description}</dt>
        <dd class="wrap-anywhere">{description || t.noDescription}</dd>
        {mayListen && (
          <>
            <dt>{t.listeners}</dt>
            <dd>
              <Listeners event={type} />
            </dd>
          </>
        )}
      </dl>
      {listened && <Note tone="warn">{t.deleteListened}</Note>}
    </ConfirmDialog>
  )
}
