import { useState } from 'preact/hooks'
import type { Webhook, WebhookWithSecret } from '../../contract/webhooks.ts'
import { ApiError } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Checkbox, Radios } from '../parts/choice.tsx'
import { now } from '../parts/clock.ts'
import { Dialog } from '../parts/dialog.tsx'
import { formatInstant } from '../parts/language.ts'
import { Note } from '../parts/note.tsx'
import { explain } from '../parts/states.tsx'
import { useRotateSecret } from './changes.ts'
import { words } from './dialog-words.ts'
import { OneWebhook } from './one-webhook.tsx'

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
  const [sure, setSure] = useState(false)
  const seconds = Number(overlap)
  const ready = seconds > 0 || sure
  return (
    <Dialog
      title={t.rotateTitle}
      onClose={onClose}
      keepOnOutsidePress
      footer={
        <>
          <Button autofocus onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            kind="danger"
            busy={rotate.isPending}
            aria-disabled={!ready}
            onClick={() => rotate.mutate({ id: webhook.id, overlapSeconds: seconds }, { onSuccess: onRotated })}
          >
            {t.rotateButton}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        {rotate.error && (
          <Note tone="bad" alert>
            {isUnanswered(rotate.error) ? t.lostAnswer : explain(rotate.error).text}
          </Note>
        )}
        <p>{t.rotateText(webhook.name)}</p>
        <Radios
          legend={t.oldStops}
          value={overlap}
          choices={OVERLAPS.map((value) => ({ value, label: t.overlaps[value] }))}
          onValue={setOverlap}
        />
        {seconds > 0 && <Note>{t.bothSign(formatInstant(new Date(now.value + seconds * 1000)))}</Note>}
        {webhook.oldSecretUntil && <Note tone="warn">{t.earlierStops}</Note>}
        {seconds === 0 && (
          <>
            <Note tone="warn">{t.rotateNow}</Note>
            <Checkbox label={t.rotateCheck} checked={sure} onChecked={setSure} />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Whether the server may have done it although we did not hear so. */
const isUnanswered = (error: unknown) => error instanceof ApiError && error.kind !== 'refused'
