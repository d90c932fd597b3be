import { useState } from 'preact/hooks'
import type { Webhook, WebhookWithSecret } from '../../../../client/src/generated.ts'
import { formatInstant } from '../../../format/language.ts'
import { Radios } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { Note, Refusal } from '../../../ui/note.tsx'
import { words } from '../webhook/dialog-words.ts'
import { useRotateSecret } from '../webhook/mutations.ts'
import { OneWebhook } from '../webhook/one-webhook.tsx'

const OVERLAPS = ['0', '3600', '86400', '604800'] as const

type RotateDialogProps = { id: string; onClose: () => void; onRotated: (webhook: WebhookWithSecret) => void }

/** Gives a webhook a new secret, with the old one signing beside it for a while chosen here. */
export function RotateDialog({ id, onClose, onRotated }: RotateDialogProps) {
  return (
    <OneWebhook id={id} title={words().rotateTitle} onClose={onClose}>
      {(webhook) => <Rotate webhook={webhook} onClose={onClose} onRotated={onRotated} />}
    </OneWebhook>
  )
}

function Rotate({ webhook, onClose, onRotated }: Omit<RotateDialogProps, 'id'> & { webhook: Webhook }) {
  const t = words()
  const rotate = useRotateSecret()
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]>('86400')
  const seconds = Number(overlap)
  return (
    <ConfirmDialog
      title={t.rotateTitle}
      confirm={t.rotateButton}
      check={seconds === 0 ? t.rotateCheck : undefined}
      busy={rotate.isPending}
      keepOnOutsidePress
      onClose={onClose}
      onConfirm={() => rotate.mutate({ id: webhook.id, overlapSeconds: seconds }, { onSuccess: onRotated })}
    >
      {rotate.error && <Refusal error={rotate.error} unanswered={t.lostAnswer} />}
      <p>{t.rotateText(webhook.name)}</p>
      <Radios
        legend={t.oldStops}
        value={overlap}
        choices={OVERLAPS.map((value) => ({ value, label: t.overlaps[value] }))}
        onValue={setOverlap}
      />
      {seconds > 0 && <Note>{t.bothSign(formatInstant(new Date(now.value + seconds * 1000)))}</Note>}
      {webhook.oldSecretUntil && <Note tone="warn">{t.earlierStops}</Note>}
      {seconds === 0 && <Note tone="warn">{t.rotateNow}</Note>}
    </ConfirmDialog>
  )
}
