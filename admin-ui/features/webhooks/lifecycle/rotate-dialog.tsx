import { useState } from 'preact/hooks'
import type { Webhook, WebhookWithSecret } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { Radios } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { m } from '../../../messages/index.ts'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { useRotateSecret } from '../webhook/mutations.ts'
import { OneWebhook } from '../webhook/one-webhook.tsx'

const OVERLAPS = ['0', '3600', '86400', '604800'] as const

type RotateDialogProps = { id: string; onClose: () => void; onRotated: (webhook: WebhookWithSecret) => void }

/** Gives a webhook a new secret. The old one also signs for a time that the user chooses. */
export function RotateDialog({ id, onClose, onRotated }: RotateDialogProps) {
  return (
    <OneWebhook id={id} title={m.webhooks_dialog_rotate_title()} onClose={onClose}>
      {(webhook) => <Rotate webhook={webhook} onClose={onClose} onRotated={onRotated} />}
    </OneWebhook>
  )
}

function Rotate({ webhook, onClose, onRotated }: Omit<RotateDialogProps, 'id'> & { webhook: Webhook }) {
  const rotate = useRotateSecret()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('86400')
  const seconds = Number(overlap)
  return (
    <ConfirmDialog
      title={m.webhooks_dialog_rotate_title()}
      confirm={m.webhooks_dialog_rotate_button()}
      check={seconds === 0 ? m.webhooks_dialog_rotate_check() : undefined}
      busy={rotate.isPending}
      keepOnOutsidePress
      onClose={onClose}
      onConfirm={() => rotate.mutate({ id: webhook.id, overlapSeconds: seconds }, { onSuccess: onRotated })}
    >
      {rotate.error && <Refusal error={rotate.error} unanswered={m.webhooks_dialog_lost_answer()} />}
      <p>{m.webhooks_dialog_rotate_text({ name: webhook.name })}</p>
      <Radios
        legend={m.webhooks_dialog_old_stops()}
        value={overlap}
        choices={OVERLAPS.map((value) => ({ value, label: m.webhooks_dialog_overlap_name({ overlap: value }) }))}
        onValue={setOverlap}
      />
      {seconds > 0 && (
        <Note>{m.webhooks_dialog_both_sign({ until: formatInstant(new Date(now.value + seconds * 1000)) })}</Note>
      )}
      {webhook.oldSecretUntil && <Note tone="warn">{m.webhooks_dialog_older_secret_stops()}</Note>}
      {seconds === 0 && <Note tone="warn">{m.webhooks_dialog_rotate_now()}</Note>}
    </ConfirmDialog>
  )
}
