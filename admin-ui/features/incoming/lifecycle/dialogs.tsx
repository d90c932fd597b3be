import type { ComponentChildren } from 'preact'
import type { IncomingWebhook, IncomingWebhookWithToken } from '../../../../client/src/generated.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { EnvironmentBadge, LastReceived, Target } from '../webhook/facts.tsx'
import { useDeleteIncoming, useRegenerateToken } from '../webhook/mutations.ts'
import { useIncoming } from '../webhook/queries.ts'
import { useModuleNames } from '../webhook/words.ts'

type DialogProps = { id: string; onClose: () => void }

type OneProps = DialogProps & { title: string; children: (webhook: IncomingWebhook) => ComponentChildren }

const One = ({ id, title, onClose, children }: OneProps) => (
  <DialogOf query={useIncoming(id)} gone={m.incoming_gone()} title={title} onClose={onClose}>
    {children}
  </DialogOf>
)

/** Gives an incoming webhook a new token: the old URL stops at once. */
export function RegenerateDialog({
  id,
  onClose,
  onRegenerated,
}: DialogProps & { onRegenerated: (webhook: IncomingWebhookWithToken) => void }) {
  const regenerate = useRegenerateToken()
  return (
    <One id={id} title={m.incoming_regenerate_title()} onClose={onClose}>
      {(webhook) => (
        <ConfirmDialog
          title={m.incoming_regenerate_title()}
          confirm={m.incoming_regenerate_button()}
          check={m.incoming_regenerate_check()}
          busy={regenerate.isPending}
          keepOnOutsidePress
          onClose={onClose}
          onConfirm={() => regenerate.mutate(id, { onSuccess: onRegenerated })}
        >
          {regenerate.error && <Refusal error={regenerate.error} unanswered={m.incoming_regenerate_lost()} />}
          <p>{m.incoming_regenerate_text({ name: webhook.name })}</p>
          <Facts webhook={webhook} />
        </ConfirmDialog>
      )}
    </One>
  )
}

/** Deletes an incoming webhook: shows its name, and a box must be checked. */
export function DeleteDialog({ id, onClose, onDeleted }: DialogProps & { onDeleted: () => void }) {
  const remove = useDeleteIncoming()
  return (
    <One id={id} title={m.incoming_delete_title()} onClose={onClose}>
      {(webhook) => (
        <ConfirmDialog
          title={m.incoming_delete_title()}
          confirm={m.incoming_delete_button()}
          check={m.incoming_delete_check({ name: webhook.name })}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(webhook, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>{m.incoming_delete_text()}</p>
          <Facts webhook={webhook} />
          {webhook.status === 'active' && webhook.lastReceivedAt !== null && (
            <Note tone="warn">{m.incoming_delete_active()}</Note>
          )}
        </ConfirmDialog>
      )}
    </One>
  )
}

function Facts({ webhook }: { webhook: IncomingWebhook }) {
  const nameOf = useModuleNames()
  return (
    <dl class="card facts p-3">
      <dt>{m.incoming_name()}</dt>
      <dd class="flex flex-wrap items-center gap-2 font-semibold">
        {webhook.name} <EnvironmentBadge webhook={webhook} />
      </dd>
      <dt>{m.incoming_target()}</dt>
      <dd>
        <Target webhook={webhook} nameOf={nameOf} />
      </dd>
      <dt>{m.incoming_last_received()}</dt>
      <dd>
        <LastReceived webhook={webhook} />
      </dd>
    </dl>
  )
}
