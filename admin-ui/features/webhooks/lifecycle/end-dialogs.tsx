import { useState } from 'preact/hooks'
import type { Webhook } from '../../../../client/src/generated.ts'
import { Checkbox } from '../../../forms/choice.tsx'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { now } from '../../../hooks/clock.ts'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { words } from '../webhook/dialog-words.ts'
import { EnvironmentBadge, heldText, LastTriggered } from '../webhook/facts.tsx'
import { useDeleteWebhook, useResumeWebhook } from '../webhook/mutations.ts'
import { OneWebhook } from '../webhook/one-webhook.tsx'

type EndDialogProps = { id: string; onClose: () => void }

const WEEK_MS = 7 * 86_400_000

/** Resumes a webhook: why it was disabled, and whether to send what was held. */
export function ResumeDialog({ id, onClose }: EndDialogProps) {
  const t = words()
  const resume = useResumeWebhook()
  const [sendHeld, setSendHeld] = useState(false)
  return (
    <OneWebhook id={id} title={t.resumeTitle} onClose={onClose}>
      {(webhook) => {
        const held = heldText(webhook)
        return (
          <ConfirmDialog
            title={t.resumeTitle}
            confirm={t.resumeButton}
            kind="primary"
            busy={resume.isPending}
            onClose={onClose}
            onConfirm={() => resume.mutate({ webhook, sendHeld: sendHeld && held !== null }, { onSettled: onClose })}
          >
            {webhook.disabledReason && <Note tone="warn">{t.reasons[webhook.disabledReason]}</Note>}
            <p>{webhook.status === 'disabled' ? t.resumeDisabledText(webhook.name) : t.resumeText(webhook.name)}</p>
            <Facts webhook={webhook} />
            {held && <Checkbox label={t.sendHeld(held.count, held.range)} checked={sendHeld} onChecked={setSendHeld} />}
            <p class="text-soft">{held ? t.heldHint : t.resumeHint}</p>
          </ConfirmDialog>
        )
      }}
    </OneWebhook>
  )
}

/** Ends a webhook: it is named, and a box must be ticked. */
export function DeleteDialog({ id, onClose, onDeleted }: EndDialogProps & { onDeleted: () => void }) {
  const t = words()
  const remove = useDeleteWebhook()
  return (
    <OneWebhook id={id} title={t.deleteTitle} onClose={onClose}>
      {(webhook) => (
        <ConfirmDialog
          title={t.deleteTitle}
          confirm={t.deleteButton}
          check={t.deleteCheck(webhook.name)}
          busy={remove.isPending}
          onClose={onClose}
          onConfirm={() => remove.mutate(webhook, { onSuccess: onDeleted, onError: onClose })}
        >
          <p>
            {t.deleteText} {webhook.status === 'active' && t.deleteHint}
          </p>
          <Facts webhook={webhook} />
          {webhook.status === 'active' && wasBusy(webhook, now.value) && <Note tone="warn">{t.deleteRecent}</Note>}
        </ConfirmDialog>
      )}
    </OneWebhook>
  )
}

const wasBusy = (webhook: Webhook, at: number) =>
  webhook.lastTriggeredAt !== null && at - Date.parse(webhook.lastTriggeredAt) < WEEK_MS

function Facts({ webhook }: { webhook: Webhook }) {
  const t = words()
  return (
    <dl class="card facts p-3">
      <dt>{t.name}</dt>
      <dd class="flex flex-wrap items-center gap-2 font-semibold">
        {webhook.name} <EnvironmentBadge environment={webhook.environment} />
      </dd>
      <dt>{t.url}</dt>
      <dd>
        <code>{webhook.url}</code>
      </dd>
      {webhook.failingSince && (
        <>
          <dt>{t.failingSince}</dt>
          <dd>
            <RelativeTime at={webhook.failingSince} /> ({t.failures(webhook.consecutiveFailures)})
          </dd>
        </>
      )}
      <dt>{t.lastTriggered}</dt>
      <dd>
        <LastTriggered webhook={webhook} />
      </dd>
    </dl>
  )
}
