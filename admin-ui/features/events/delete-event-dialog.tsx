import type { EventTypeInfo } from '../../../contract/events.ts'
import type { Tagged } from '../../api.ts'
import { useCan } from '../../hooks/me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DialogOf } from '../../ui/dialog-of.tsx'
import { Note } from '../../ui/note.tsx'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { Listeners } from './listeners.tsx'
import { useDeleteEventType, useEventType, useListeners } from './queries.ts'
import { words } from './words.ts'

type DeleteEventDialogProps = { type: string; onClose: () => void }

/** Ends an event of the organization's own: it says who listens, and a box must be ticked. */
export function DeleteEventDialog({ type, onClose }: DeleteEventDialogProps) {
  const t = words()
  return (
    <DialogOf query={useEventType(type)} title={t.deleteTitle} gone={t.gone} onClose={onClose}>
      {(read) => <Delete read={read} onClose={onClose} />}
    </DialogOf>
  )
}

function Delete({ read, onClose }: { read: Tagged<EventTypeInfo>; onClose: () => void }) {
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
        onError: sayWhy,
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
