import { useState } from 'preact/hooks'
import type { Connector } from '../../../../client/src/generated.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Note } from '../../../ui/feedback/note.tsx'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { EnvironmentBadge, LastEvent, Provider } from '../connector/facts.tsx'
import { useDeleteConnector, usePauseResume } from '../connector/mutations.ts'
import { useConnector } from '../connector/queries.ts'

type EndDialogProps = { id: string; onClose: () => void }

/** Resumes a connector: shows why it stopped, and asks whether to send what was held. */
export function ResumeDialog({ id, onClose }: EndDialogProps) {
  const resume = usePauseResume()
  const [sendHeld, setSendHeld] = useState(false)
  const title = m.connectors_resume_title()
  return (
    <DialogOf query={useConnector(id)} gone={m.connectors_gone()} title={title} onClose={onClose}>
      {(connector) => (
        <ConfirmDialog
          title={title}
          confirm={m.connectors_resume()}
          kind="primary"
          busy={resume.isPending}
          onClose={onClose}
          onConfirm={() =>
            resume.mutate({ connector, sendHeld: sendHeld && connector.held.count > 0 }, { onSettled: onClose })
          }
        >
          {connector.reason && <Note tone="warn">{connector.reason.message}</Note>}
          <p>{m.connectors_resume_text({ name: connector.name })}</p>
          {connector.held.count > 0 && (
            <Checkbox
              label={m.connectors_send_held({ count: connector.held.count })}
              checked={sendHeld}
              onChecked={setSendHeld}
            />
          )}
        </ConfirmDialog>
      )}
    </DialogOf>
  )
}

/** Disconnects: shows the name, and a box must be checked. */
export function DeleteDialog({ id, onClose, onDeleted }: EndDialogProps & { onDeleted: () => void }) {
  const remove = useDeleteConnector()
  const title = m.connectors_delete_title()
  return (
    <DialogOf query={useConnector(id)} gone={m.connectors_gone()} title={title} onClose={onClose}>
      {(connector) => (
        <ConfirmDialog
          title={title}
          confirm={m.connectors_disconnect()}
          check={m.connectors_delete_check({ name: connector.name })}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(connector, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>{connector.source === 'hook' ? m.connectors_delete_hook_text() : m.connectors_delete_text()}</p>
          <Facts connector={connector} />
        </ConfirmDialog>
      )}
    </DialogOf>
  )
}

const Facts = ({ connector }: { connector: Connector }) => (
  <dl class="card facts p-3">
    <dt>{m.connectors_name()}</dt>
    <dd class="flex flex-wrap items-center gap-2 font-semibold">
      {connector.name} <EnvironmentBadge connector={connector} />
    </dd>
    <dt>{m.connectors_platform()}</dt>
    <dd>
      <Provider connector={connector} />
    </dd>
    <dt>{m.connectors_last_event()}</dt>
    <dd>
      <LastEvent connector={connector} />
    </dd>
  </dl>
)
